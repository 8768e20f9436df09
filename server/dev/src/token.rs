//! API tokens for the local site. What a token is, and its SQL, is the business of package `service`; this runs it.

use crate::{
    clock,
    command::output_of,
    fault::Result,
    flags::Flags,
    place::Place,
    serve::{Options, prepare, random_hex, wrangler},
};

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
    wrangler(
        place,
        &options,
        "token.log",
        &["d1", "execute", "heliograph", "--command", sql.trim(), "--yes"],
    )?;
    println!("{token}");
    Ok(())
}
