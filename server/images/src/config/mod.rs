//! What can be set from outside, by environment variables: read and checked once, at the start.

mod variables;

use crate::{apart::this_program, origins::Origins};
use domain::seal::Key;
use std::{net::SocketAddr, path::PathBuf};
use variables::{ALL, JOB_SECONDS, JOBS, KEY, LISTEN, MEMORY, ORIGINS, PREVIOUS_KEY, QUEUE};

/// What can be set.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen: an address of this machine's own.
    pub listen: SocketAddr,
    /// Checks the tickets' signatures.
    pub key: Key,
    /// The key that `key` replaces: accepted as well while the Worker may still sign with it.
    pub previous_key: Option<Key>,
    /// Where tickets' URLs may point.
    pub origins: Origins,
    /// Jobs worked on at the same time.
    pub jobs: usize,
    /// Jobs that may wait.
    pub queue: usize,
    /// How long one job may take, waiting included, in seconds.
    pub job_seconds: u64,
    /// Memory for pixels, all jobs together, in bytes.
    pub memory_bytes: u64,
    /// This program, which decodes files in processes of its own. Not set from outside.
    pub program: PathBuf,
}

/// A variable is missing or wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The variable.
    pub name: &'static str,
    /// What it must be.
    pub must: &'static str,
}

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} must be {}", self.name, self.must)
    }
}

impl std::error::Error for ConfigError {}

const PROGRAM: ConfigError = ConfigError {
    name: "the program",
    must: "where the system can find it again",
};

impl Config {
    /// Reads every variable through `get`.
    ///
    /// # Errors
    /// [`ConfigError`] names the first variable that is missing or wrong.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let key = KEY.text(&get).and_then(|value| Key::new(&value));
        let key = key.ok_or_else(|| KEY.error())?;
        let other = |value: String| Key::new(&value).filter(|previous| *previous != key);
        let previous_key = PREVIOUS_KEY
            .text(&get)
            .map(|value| other(value).ok_or_else(|| PREVIOUS_KEY.error()))
            .transpose()?;
        Ok(Self {
            listen: LISTEN
                .text(&get)
                .and_then(|value| value.parse().ok())
                .filter(|address: &SocketAddr| address.ip().is_loopback())
                .ok_or_else(|| LISTEN.error())?,
            key,
            previous_key,
            origins: ORIGINS
                .text(&get)
                .and_then(|value| Origins::parse(&value))
                .ok_or_else(|| ORIGINS.error())?,
            jobs: JOBS.number(JOBS.text(&get), 1, 64)?,
            queue: QUEUE.number(QUEUE.text(&get), 0, 1000)?,
            job_seconds: JOB_SECONDS.number(JOB_SECONDS.text(&get), 1, 900)?,
            memory_bytes: MEMORY.number(MEMORY.text(&get), 64, 65_536)? * 1024 * 1024,
            program: this_program().map_err(|_| PROGRAM)?,
        })
    }
}

/// Those of these variables that look like ours and are none: a misspelt one would be ignored without a word.
pub fn unknown(names: impl Iterator<Item = String>) -> Vec<String> {
    let ours = |name: &String| name.starts_with("IMAGES_") || name.starts_with("TICKET_KEY");
    let known = |name: &String| ALL.iter().any(|variable| variable.name == name);
    names.filter(|name| ours(name) && !known(name)).collect()
}

/// What `images --help` prints.
#[must_use]
pub fn help() -> String {
    let lines: Vec<String> = ALL.iter().map(|variable| format!("\n  {}", variable.help())).collect();
    format!(
        "images: makes a photo's renditions for Heliograph.\n\n\
         Serves POST /v1/process, GET /healthz, and GET /metrics to this machine only. Everything is set by environment\n\
         variables:\n{}",
        lines.concat()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(changes: &[(&str, &str)]) -> Result<Config, &'static str> {
        let set = |name: &str| {
            changes
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, value)| (*value).to_owned())
        };
        let usual = |name: &str| match name {
            "TICKET_KEY" => Some("k".repeat(32)),
            "IMAGES_ORIGINS" => Some("http://127.0.0.1:8787".to_owned()),
            _ => None,
        };
        Config::read(|name| set(name).or_else(|| usual(name))).map_err(|error| error.name)
    }

    #[test]
    fn two_variables_are_enough() {
        let config = read(&[]).unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8790");
        assert_eq!((config.queue, config.job_seconds), (8, 100));
        assert!(config.jobs >= 1);
        assert_eq!(config.previous_key, None);
        let megabytes = config.memory_bytes >> 20;
        let machine = crate::machine::memory().unwrap_or(u64::MAX) >> 20;
        assert!(
            (64..=65_536).contains(&megabytes) && megabytes < machine,
            "{megabytes} MB"
        );
    }

    #[test]
    fn a_previous_key_may_be_set() {
        let config = read(&[("TICKET_KEY_PREVIOUS", &"p".repeat(32))]).unwrap();
        assert_eq!(config.previous_key, Key::new(&"p".repeat(32)));
        assert_eq!(read(&[("TICKET_KEY_PREVIOUS", "")]).unwrap().previous_key, None);
    }

    #[test]
    fn a_misspelt_variable_is_noticed() {
        let names = [
            "PATH",
            "IMAGES_QUEU",
            "IMAGES_QUEUE",
            "TICKET_KEY",
            "TICKET_KEYS",
            "images_jobs",
        ];
        assert_eq!(
            unknown(names.into_iter().map(str::to_owned)),
            ["IMAGES_QUEU", "TICKET_KEYS"]
        );
    }

    #[test]
    fn an_error_names_the_variable() {
        for (name, value) in [
            ("IMAGES_LISTEN", "0.0.0.0:8790"),
            ("IMAGES_LISTEN", "8790"),
            ("TICKET_KEY", "short"),
            ("TICKET_KEY", ""),
            ("TICKET_KEY_PREVIOUS", "short"),
            ("TICKET_KEY_PREVIOUS", "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"),
            ("IMAGES_ORIGINS", "storage.example"),
            ("IMAGES_JOBS", "0"),
            ("IMAGES_QUEUE", "-1"),
            ("IMAGES_JOB_SECONDS", "soon"),
            ("IMAGES_MEMORY_MB", "1"),
        ] {
            assert_eq!(read(&[(name, value)]).unwrap_err(), name, "{value}");
        }
    }

    #[test]
    fn help_lists_every_variable() {
        for variable in ALL {
            assert!(help().contains(&format!("\n  {} ", variable.name)));
        }
    }
}
