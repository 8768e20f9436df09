//! Prints an API token, and after it the SQL that makes it valid: `issue-token EMAIL USER SECRET NOW [HANDLE NAME]
//! [--role=ROLE]`.
//!
//! It reads no clock and makes no randomness: a fresh user id (32 hexadecimal digits), a secret (64) and the time (Unix
//! milliseconds) are arguments. With a role, the user becomes that: nothing else makes the first admin. `make token` and `make demo` run it, and run the SQL on the local database.
#![forbid(unsafe_code)]

use domain::{access::Role, seal::from_hex, time::Timestamp};
use service::token::{Profile, issue};
use std::process::ExitCode;
use uuid::Uuid;

const USAGE: &str = "usage: issue-token EMAIL USER SECRET NOW [HANDLE NAME] [--role=member|moderator|admin]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<String, String> {
    let (roles, arguments): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|argument| argument.starts_with("--role="));
    let role = match roles.as_slice() {
        [] => None,
        [role] => Some(role.strip_prefix("--role=").and_then(Role::parse).ok_or(USAGE)?),
        _ => return Err(USAGE.into()),
    };
    let [email, user, secret, now, called @ ..] = arguments.as_slice() else {
        return Err(USAGE.into());
    };
    let profile = match called {
        [] => None,
        [handle, name] => Some(Profile { handle, name }),
        _ => return Err(USAGE.into()),
    };
    let user = Uuid::try_parse(user).map_err(|_| "USER must be 32 hexadecimal digits")?;
    let secret = from_hex(secret)
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or("SECRET must be 64 hexadecimal digits")?;
    let now = now
        .parse()
        .map(Timestamp::from_millis)
        .map_err(|_| "NOW must be Unix milliseconds")?;
    let (token, statements) = issue(email, profile, user, secret, now, role).map_err(|error| error.to_string())?;
    let sql: Vec<String> = statements.iter().map(service::ports::Statement::to_sql).collect();
    Ok(format!("{token}\n{};\n", sql.join("; ")))
}
