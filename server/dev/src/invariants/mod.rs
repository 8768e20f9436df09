//! The invariants of the design, as far as a machine can see them: what depends on what, and where which words may stand.
//!
//! Each check names the invariant it stands for; the README prints the same list. The last two are no invariants of the design: they
//! keep the table of the security standard, and the README's, true to the code and the tests.

mod asvs;
mod evidence;
mod graph;
mod migrations;
mod readme;
mod words;

use crate::{fault::Result, place::Place};

/// One check: what it stands for, and what breaks it.
type Check = (&'static str, fn(&Place) -> Result<Vec<String>>);

const CHECKS: [Check; 12] = [
    ("1. domain depends on no crate of ours and does no I/O", graph::domain),
    ("2. the browser build of app does not contain service", graph::browser),
    (
        "3. service has neither leptos nor worker; only server has worker",
        graph::service,
    ),
    ("4. images has none of app, service, leptos, worker", graph::images),
    ("5. SQL lives only in service's sql module", words::sql),
    (
        "5. permission is decided only in domain's access module",
        words::permission,
    ),
    ("5. only adapters read a clock or make an id", words::clocks),
    ("5. nothing lists what is stored: D1 knows", words::lists),
    ("6. the Worker's entry points decide nothing", words::entry_points),
    ("7. a migration works with the code before it", migrations::check),
    (
        "the table of ASVS 5 answers every requirement, and what it names exists",
        asvs::table,
    ),
    ("what the README's tables name exists", readme::tables),
];

/// Checks everything, and says everything that is wrong.
pub(crate) fn check(place: &Place) -> Result<()> {
    let mut broken = 0;
    for (name, check) in CHECKS {
        let found = check(place)?;
        println!("  {} {name}", if found.is_empty() { "holds " } else { "BROKEN" });
        for line in &found {
            println!("           {line}");
        }
        broken += usize::from(!found.is_empty());
    }
    if broken == 0 {
        Ok(())
    } else {
        Err(format!("{broken} of {} checks found something", CHECKS.len()).into())
    }
}
