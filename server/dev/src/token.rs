//! API tokens for the local site. What a token is, and its SQL, is the business of package `service`; this runs it.

use crate::{
    clock,
    command::output_of,
    fault::{Result, While as _},
    flags::Flags,
    place::Place,
    serve::{Options, prepare, random_hex, wrangler},
};
use std::{thread, time::Duration};

/// How often a locked database is asked again, and how long apart.
const TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_millis(300);

/// Makes the user of this e-mail if need be, and prints a token of theirs, alone on the last line.
pub(crate) fn print(place: &Place, arguments: Vec<String>) -> Result<()> {
    let mut flags = Flags::new(arguments);
    let state = flags.values("--state")?;
    let email = flags.only_argument("an e-mail address")?;
    let options = Options::read(
        state
            .iter()
            .flat_map(|state| ["--state".to_owned(), state.clone()])
            .collect(),
    )?;
    prepare(place, &options)?;
    let mut issue = place.command("cargo");
    issue.args(["run", "--quiet", "--package=service", "--bin=issue-token", "--", &email]);
    issue.args([
        random_hex::<16>()?,
        random_hex::<32>()?,
        clock::unix_millis().to_string(),
    ]);
    let issued = output_of(&mut issue)?;
    let (token, sql) = issued.split_once('\n').ok_or("issue-token printed no SQL")?;
    execute(place, &options, sql.trim())?;
    println!("{token}");
    Ok(())
}

/// Runs SQL on the local database. A site that is busy writing may lock it for a moment.
fn execute(place: &Place, options: &Options, sql: &str) -> Result<()> {
    let mut tries = 0..TRIES;
    loop {
        let output = wrangler(
            place,
            options,
            &["d1", "execute", "heliograph", "--yes", "--command", sql],
        )
        .output()
        .while_doing("starting wrangler")?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        if !said.contains("SQLITE_BUSY") || tries.next().is_none() {
            return Err(format!("the database did not take the token:\n{said}").into());
        }
        thread::sleep(PAUSE);
    }
}
