//! A machine that is reached by SSH. What it shall do goes to its shell by standard input, secrets too.

use crate::{
    command::run,
    fault::{Result, While},
    place::Place,
};
use std::{fs, io::Write as _, path::PathBuf, process::Stdio};

/// What is done there.
const SCRIPT: &str = "server/images/deploy/machine.sh";

/// One machine.
pub(super) struct Machine<'a> {
    place: &'a Place,
    /// `root@name`, as ssh takes it.
    pub(super) host: String,
}

/// What a machine says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// As `uname -m` calls it.
    pub(super) processor: String,
    /// The program's SHA-256; empty if there is none.
    pub(super) program: String,
    /// The key that tickets are signed with; empty if there is none.
    pub(super) key: String,
    /// The key that this one takes the place of.
    pub(super) previous: String,
}

impl<'a> Machine<'a> {
    /// By its name, which may not be mistaken for anything else.
    pub(super) fn new(place: &'a Place, host: &str) -> Result<Self> {
        let fits = |letter: char| letter.is_ascii_alphanumeric() || "@.-_:[]".contains(letter);
        if host.is_empty() || host.starts_with('-') || !host.chars().all(fits) {
            return Err(format!("{host:?} is no machine: root@its-name").into());
        }
        Ok(Self {
            place,
            host: host.to_owned(),
        })
    }

    /// Asks it.
    pub(super) fn look(&self) -> Result<Found> {
        let said = self.call(&[], "look")?;
        let value = |name: &str| {
            let lines = said.lines().filter_map(|line| line.split_once('='));
            lines
                .filter(|(key, _)| *key == name)
                .map(|(_, value)| value.to_owned())
                .next()
                .unwrap_or_default()
        };
        Ok(Found {
            processor: value("processor"),
            program: value("program"),
            key: value("TICKET_KEY"),
            previous: value("TICKET_KEY_PREVIOUS"),
        })
    }

    /// Runs a function of the script with these variables, and gives what it prints.
    pub(super) fn call(&self, variables: &[(&str, &str)], function: &str) -> Result<String> {
        let doing = || format!("speaking to {}", self.host);
        let mut script = fs::read_to_string(self.place.at(SCRIPT)).while_doing(doing())?;
        for (name, value) in variables {
            script.push_str(&format!("\n{name}='{}'", value.replace('\'', "'\\''")));
        }
        script.push_str(&format!("\n{function}\n"));
        let mut ssh = self.place.command("ssh");
        ssh.args([self.host.as_str(), "sh -s"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = ssh.spawn().while_doing(doing())?;
        if let Some(mut pipe) = child.stdin.take() {
            pipe.write_all(script.as_bytes()).while_doing(doing())?;
        }
        let output = child.wait_with_output().while_doing(doing())?;
        if !output.status.success() {
            return Err(format!("{} did not do it (see above)", self.host).into());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Copies files, each with the name it shall have, to where the script looks for them.
    pub(super) fn copy(&self, files: &[(PathBuf, &str)]) -> Result<()> {
        run(self
            .place
            .command("ssh")
            .args([self.host.as_str(), "mkdir -p heliograph-new"]))?;
        files.iter().try_for_each(|(file, name)| {
            let mut scp = self.place.command("scp");
            run(scp
                .arg("-q")
                .arg(file)
                .arg(format!("{}:heliograph-new/{name}", self.host)))
        })
    }
}
