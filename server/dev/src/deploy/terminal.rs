//! Questions to the person at the terminal, if there is one.

use crate::fault::{Result, While};
use nix::sys::termios::{LocalFlags, SetArg, tcgetattr, tcsetattr};
use std::io::{self, IsTerminal as _, Write as _};

/// Whether somebody can be asked. Nobody can in CI, whatever its terminal looks like.
pub(crate) fn is_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal() && std::env::var_os("CI").is_none()
}

/// Asks for a line; the answer may be empty.
pub(crate) fn ask(question: &str) -> Result<String> {
    eprint!("{question} ");
    // only the look of the terminal depends on it
    let _ = io::stderr().flush();
    let mut line = String::new();
    io::stdin().read_line(&mut line).while_doing("reading the answer")?;
    Ok(line.trim().to_owned())
}

/// The same, without showing what is typed.
pub(crate) fn ask_secretly(question: &str) -> Result<String> {
    let stdin = io::stdin();
    let shown = tcgetattr(&stdin)
        .map_err(io::Error::from)
        .while_doing("asking the terminal")?;
    let mut hidden = shown.clone();
    hidden.local_flags.remove(LocalFlags::ECHO);
    let set = |mode| tcsetattr(&stdin, SetArg::TCSAFLUSH, mode).map_err(io::Error::from);
    set(&hidden).while_doing("hiding what is typed")?;
    let answer = ask(question);
    eprintln!();
    set(&shown).while_doing("showing again what is typed")?;
    answer
}
