//! One case, and everything that can happen to it.

use crate::{
    fuse::{Fault, How, Part},
    invariants,
    picture::{Picture, visible, whole},
    stage::{Act, Stage},
};
use service::Error;

/// What the same request gives, once it has failed and everything works again.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Again {
    /// What it would have given; and nothing is otherwise than if nothing had happened.
    Same,
    /// If only the answer was lost, this refusal, since it was done; else the same.
    Refused(fn(&Error) -> bool),
    /// One more in this table. The secret of the first one was never seen by anybody; its owner sees both, and can revoke it.
    Another(&'static str),
}

/// A use case as somebody asks for it.
pub(crate) struct Case {
    /// Its path in `service`.
    pub(crate) of: &'static str,
    /// What is asked.
    pub(crate) what: &'static str,
    set: fn(&Stage) -> Act,
    variables: &'static [(&'static str, &'static str)],
    again: Again,
    in_steps: bool,
    soon: bool,
    works_on: bool,
}

/// A case whose request, made again, gives the same.
pub(crate) const fn case(of: &'static str, what: &'static str, set: fn(&Stage) -> Act) -> Case {
    Case {
        of,
        what,
        set,
        variables: &[],
        again: Again::Same,
        in_steps: false,
        soon: false,
        works_on: false,
    }
}

impl Case {
    /// With another configuration.
    pub(crate) const fn with(mut self, variables: &'static [(&'static str, &'static str)]) -> Self {
        self.variables = variables;
        self
    }

    /// Made again, it gives something else.
    pub(crate) const fn again(mut self, again: Again) -> Self {
        self.again = again;
        self
    }

    /// It is no one change but several, each of which may be done without the next: work of the queue or the cron.
    pub(crate) const fn in_steps(mut self) -> Self {
        self.in_steps = true;
        self
    }

    /// What it is asked with does not last until the next sweep.
    pub(crate) const fn soon(mut self) -> Self {
        self.soon = true;
        self
    }

    /// It works as well while the database does not.
    pub(crate) const fn without_database(mut self) -> Self {
        self.works_on = true;
        self
    }
}

/// How it goes if nothing happens.
struct Undisturbed {
    before: Picture,
    outcome: String,
    after: Picture,
    settled: Picture,
}

fn undisturbed(case: &Case) -> Undisturbed {
    let stage = Stage::new(case.variables);
    let act = (case.set)(&stage);
    let before = visible(&stage);
    let outcome = act(&stage.world).unwrap();
    let after = visible(&stage);
    stage.settle();
    let settled = whole(&stage);
    stage.settle();
    assert_eq!(whole(&stage), settled, "{}: it does not come to rest", case.what);
    Undisturbed {
        before,
        outcome,
        after,
        settled,
    }
}

/// Does a use case again and again, and lets each call of each thing outside fail in each way; then makes the same request again,
/// at once, and after the next sweeps.
pub(crate) fn check(case: &Case) {
    let usual = undisturbed(case);
    let parts = Part::ALL.into_iter().map(Some).chain([None]);
    let faults = parts.flat_map(|part| How::ALL.map(|how| (part, how)));
    let mut happened = 0;
    for (part, how) in faults {
        let fault = |at| Fault { part, at, how };
        happened += (0..)
            .map(fault)
            .take_while(|fault| {
                happens(case, &usual, *fault, false) && (case.soon || happens(case, &usual, *fault, true))
            })
            .count();
    }
    assert!(happened > 0, "{} {} asks for nothing outside", case.of, case.what);
}

/// Whether this fault happens: if not, the use case has run through without making so many calls.
fn happens(case: &Case, usual: &Undisturbed, fault: Fault, later: bool) -> bool {
    let when = format!("{} ({}), {fault:?}, again later: {later}", case.of, case.what);
    let stage = Stage::new(case.variables);
    let act = (case.set)(&stage);
    stage.fuse.arm(fault);
    let outcome = act(&stage.world);
    if !stage.fuse.disarm() {
        return false;
    }
    invariants::hold(&stage, &when);
    let seen = visible(&stage);
    let whole_change = seen == usual.before || is_after(case, &seen, &usual.after);
    assert!(
        case.in_steps || whole_change,
        "{when}: half done: {}",
        difference(&seen, &usual.after)
    );
    match &outcome {
        Ok(text) => assert_eq!(*text, usual.outcome, "{when}"),
        Err(Error::Port(_)) => {
            let may = case.in_steps || !fault.part.is_some_and(Part::is_spare);
            assert!(
                may && !(case.works_on && fault.part == Some(Part::Database)),
                "{when}: it can do without"
            );
        }
        Err(other) => panic!("{when}: {other:?} blames the visitor"),
    }
    if later {
        stage.settle();
        invariants::hold(&stage, &when);
    }
    if outcome.is_err() {
        once_more(case, usual, &act(&stage.world), &when);
    }
    stage.settle();
    invariants::hold(&stage, &when);
    let settled = whole(&stage);
    assert!(
        is_after(case, &settled, &usual.settled),
        "{when}: {}",
        difference(&settled, &usual.settled)
    );
    true
}

fn once_more(case: &Case, usual: &Undisturbed, outcome: &service::Result<String>, when: &str) {
    match (outcome, case.again) {
        (Ok(text), _) => assert_eq!(*text, usual.outcome, "{when}: made again"),
        (Err(error), Again::Refused(expected)) if expected(error) => {}
        (Err(error), _) => panic!("{when}: made again, it gives {error:?}"),
    }
}

/// Whether this is what there should be, but for what the case may have made once more.
fn is_after(case: &Case, seen: &Picture, expected: &Picture) -> bool {
    let Again::Another(table) = case.again else {
        return seen == expected;
    };
    let mut seen = seen.clone();
    let (rows, wanted) = (seen.get_mut(table).unwrap(), &expected[table]);
    if rows.len() == wanted.len() + 1 {
        rows.dedup();
        let mut wanted = wanted.clone();
        wanted.dedup();
        return *rows == wanted && seen.iter().all(|(name, rows)| name == table || *rows == expected[name]);
    }
    seen == *expected
}

/// The lists that differ.
fn difference(seen: &Picture, expected: &Picture) -> String {
    let names = seen
        .keys()
        .chain(expected.keys())
        .collect::<std::collections::BTreeSet<_>>();
    let differ = names.into_iter().filter(|name| seen.get(*name) != expected.get(*name));
    differ
        .map(|name| {
            format!(
                "\n  {name}:\n    {:?}\n  instead of\n    {:?}",
                seen.get(name),
                expected.get(name)
            )
        })
        .collect()
}
