//! API tokens for the local site. What a token is, and its SQL, is the business of package `service`; this runs it.

use crate::{
    clock,
    command::output_of,
    deploy,
    fault::{Result, While as _},
    flags::Flags,
    place::Place,
    serve::{Options, prepare, random_hex, wrangler},
};
use std::{thread, time::Duration};

/// How often a locked database is asked again, and how long apart.
const TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_millis(300);

/// How a new user is called.
pub(crate) struct Profile<'a> {
    /// In addresses.
    pub(crate) handle: &'a str,
    /// As shown.
    pub(crate) name: &'a str,
}

/// A token, and the SQL that makes it valid.
pub(crate) struct Issued {
    pub(crate) token: String,
    pub(crate) sql: String,
}

/// Makes the user of this e-mail if need be, and something else of them if a role is given; prints a token of theirs, alone on the last line.
pub(crate) fn print(place: &Place, arguments: Vec<String>) -> Result<()> {
    let mut flags = Flags::new(arguments);
    let state = flags.values("--state")?.pop();
    let role = flags.values("--role")?.pop();
    let deployed = flags.flag("--deployed");
    let email = flags.only_argument("an e-mail address")?;
    if deployed {
        let Issued { token, sql } = issue(place, &email, None, role.as_deref())?;
        deploy::Data::find(place)?.execute(&sql)?;
        println!("{token}");
        return Ok(());
    }
    let options = Options::of_state(state.map(Into::into))?;
    prepare(place, &options)?;
    let Issued { token, sql } = issue(place, &email, None, role.as_deref())?;
    execute(place, &options, &sql)?;
    println!("{token}");
    Ok(())
}

/// A new token for the user of this e-mail, who is called so where they are new, and becomes this if a role is given.
pub(crate) fn issue(place: &Place, email: &str, profile: Option<Profile<'_>>, role: Option<&str>) -> Result<Issued> {
    let mut issue = place.command("cargo");
    issue.args(["run", "--quiet", "--package=service", "--bin=issue-token", "--", email]);
    issue.args([
        random_hex::<16>()?,
        random_hex::<32>()?,
        clock::unix_millis().to_string(),
    ]);
    if let Some(Profile { handle, name }) = profile {
        issue.args([handle, name]);
    }
    if let Some(role) = role {
        issue.arg(format!("--role={role}"));
    }
    let issued = output_of(&mut issue)?;
    let (token, sql) = issued.split_once('\n').ok_or("issue-token printed no SQL")?;
    Ok(Issued {
        token: token.to_owned(),
        sql: sql.trim().to_owned(),
    })
}

/// Runs SQL on the local database. A site that is busy writing may lock it for a moment.
pub(crate) fn execute(place: &Place, options: &Options, sql: &str) -> Result<()> {
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
