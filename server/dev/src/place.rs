//! Where things are: the checkout, the cache that checkouts share, and the environment that set-up prescribes.

use crate::fault::{Result, While};
use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// This checkout and its tools.
pub(crate) struct Place {
    root: PathBuf,
    environment: Vec<(String, String)>,
}

impl Place {
    /// The checkout that the current folder is in, with set-up's environment.
    pub(crate) fn find() -> Result<Self> {
        let current = env::current_dir().while_doing("asking for the current folder")?;
        let root = current
            .ancestors()
            .find(|folder| folder.join("wrangler.toml").is_file() && folder.join("Cargo.lock").is_file())
            .ok_or("run this inside a checkout of Heliograph")?
            .to_owned();
        let environment = prescribed(&root)?;
        Ok(Self { root, environment })
    }

    /// A path in the checkout.
    pub(crate) fn at(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// What the browser is served from.
    pub(crate) fn site(&self) -> PathBuf {
        self.at("target/site")
    }

    /// cargo's target folder, shared by every checkout of this machine.
    pub(crate) fn cargo_target(&self) -> PathBuf {
        self.variable("CARGO_TARGET_DIR")
            .map_or_else(|| self.at("target"), PathBuf::from)
    }

    /// A variable that set-up prescribes.
    pub(crate) fn variable(&self, name: &str) -> Option<&str> {
        let of_name = self.environment.iter().find(|(key, _)| key == name);
        of_name.map(|(_, value)| value.as_str())
    }

    /// A command in the checkout's root, with set-up's environment, and without a terminal to ask questions on.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command
            .current_dir(&self.root)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null());
        command
    }

    /// A command that dies with this process even where that is killed; Linux only, elsewhere an ordinary one.
    pub(crate) fn bound_command(&self, program: &str) -> Command {
        self.command_ended_by("TERM", program)
    }

    /// The same, ended by this signal.
    pub(crate) fn command_ended_by(&self, signal: &str, program: &str) -> Command {
        const SETPRIV: &str = "/usr/bin/setpriv";
        if !Path::new(SETPRIV).exists() {
            return self.command(program);
        }
        let mut command = self.command(SETPRIV);
        command.args(["--pdeathsig", signal, "--", program]);
        command
    }
}

fn prescribed(root: &Path) -> Result<Vec<(String, String)>> {
    let script = root.join("server/dev/setup/setup.sh");
    let output = Command::new("bash")
        .arg(&script)
        .arg("env")
        .stderr(Stdio::inherit())
        .output()
        .while_doing("asking set-up for the environment")?;
    if !output.status.success() {
        return Err("set-up could not tell the environment (see above)".into());
    }
    Ok(parse_exports(&String::from_utf8_lossy(&output.stdout)))
}

/// Reads lines like `export NAME='value'`. An empty value stands for "leave it as it is".
fn parse_exports(text: &str) -> Vec<(String, String)> {
    let pairs = text
        .lines()
        .filter_map(|line| line.strip_prefix("export ")?.split_once('='));
    pairs
        .map(|(name, value)| (name.to_owned(), value.trim_matches('\'').to_owned()))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_read() {
        let read = parse_exports("export A='x y'\nexport B=1\nnoise\nexport EMPTY=''\n");
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(read, [pair("A", "x y"), pair("B", "1")]);
    }
}
