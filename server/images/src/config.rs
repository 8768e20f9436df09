//! What can be set from outside, by environment variables: read and checked once, at the start.

use crate::{apart::this_program, origins::Origins};
use domain::seal::Key;
use std::{fmt::Write, net::SocketAddr, num::NonZero, path::PathBuf, str::FromStr, thread};

/// What can be set.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen: an address of this machine's own.
    pub listen: SocketAddr,
    /// Checks the tickets' signatures.
    pub key: Key,
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

struct Variable {
    name: &'static str,
    default: Option<&'static str>,
    must: &'static str,
}

const LISTEN: Variable = Variable {
    name: "IMAGES_LISTEN",
    default: Some("127.0.0.1:8790"),
    must: "a loopback address and port to listen on (port 0: any free one)",
};
const KEY: Variable = Variable {
    name: "TICKET_KEY",
    default: None,
    must: "the secret shared with the Worker, at least 32 bytes long",
};
const ORIGINS: Variable = Variable {
    name: "IMAGES_ORIGINS",
    default: None,
    must: "the origins that tickets may point to, separated by commas, like http://127.0.0.1:8787",
};
const JOBS: Variable = Variable {
    name: "IMAGES_JOBS",
    default: None,
    must: "how many jobs to work on at the same time, 1 to 64 (default: one per core)",
};
const QUEUE: Variable = Variable {
    name: "IMAGES_QUEUE",
    default: Some("8"),
    must: "how many jobs may wait, 0 to 1000",
};
const JOB_SECONDS: Variable = Variable {
    name: "IMAGES_JOB_SECONDS",
    default: Some("100"),
    must: "how long one job may take, waiting included, 1 to 900 seconds",
};
const MEMORY: Variable = Variable {
    name: "IMAGES_MEMORY_MB",
    default: Some("1024"),
    must: "memory for pixels, all jobs together, 64 to 65536 MB",
};

impl Config {
    /// Reads every variable through `get`.
    ///
    /// # Errors
    /// [`ConfigError`] names the first variable that is missing or wrong.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let text = |variable: &Variable| {
            get(variable.name)
                .filter(|value| !value.is_empty())
                .or_else(|| variable.default.map(str::to_owned))
        };
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        Ok(Self {
            listen: text(&LISTEN)
                .and_then(|value| value.parse().ok())
                .filter(|address: &SocketAddr| address.ip().is_loopback())
                .ok_or_else(|| LISTEN.error())?,
            key: text(&KEY)
                .and_then(|value| Key::new(&value))
                .ok_or_else(|| KEY.error())?,
            origins: text(&ORIGINS)
                .and_then(|value| Origins::parse(&value))
                .ok_or_else(|| ORIGINS.error())?,
            jobs: JOBS.number(text(&JOBS).or_else(|| Some(cores.min(64).to_string())), 1, 64)?,
            queue: QUEUE.number(text(&QUEUE), 0, 1000)?,
            job_seconds: JOB_SECONDS.number(text(&JOB_SECONDS), 1, 900)?,
            memory_bytes: MEMORY.number(text(&MEMORY), 64, 65_536)? * 1024 * 1024,
            program: this_program().map_err(|_| PROGRAM)?,
        })
    }
}

impl Variable {
    const fn error(&self) -> ConfigError {
        ConfigError {
            name: self.name,
            must: self.must,
        }
    }

    fn number<N: FromStr + PartialOrd>(&self, text: Option<String>, least: N, most: N) -> Result<N, ConfigError> {
        text.and_then(|text| text.parse().ok())
            .filter(|number| *number >= least && *number <= most)
            .ok_or_else(|| self.error())
    }
}

/// What `images --help` prints.
#[must_use]
pub fn help() -> String {
    let mut text = String::from(
        "images: makes a photo's renditions for Heliograph.\n\n\
         Serves POST /v1/process and GET /healthz. Everything is set by environment variables:\n",
    );
    for Variable { name, default, must } in [&LISTEN, &KEY, &ORIGINS, &JOBS, &QUEUE, &JOB_SECONDS, &MEMORY] {
        let default = default.map(|value| format!(" (default: {value})")).unwrap_or_default();
        let _ = write!(text, "\n  {name:<20}{must}{default}");
    }
    text
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
    }

    #[test]
    fn an_error_names_the_variable() {
        for (name, value) in [
            ("IMAGES_LISTEN", "0.0.0.0:8790"),
            ("IMAGES_LISTEN", "8790"),
            ("TICKET_KEY", "short"),
            ("TICKET_KEY", ""),
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
        for name in [
            "IMAGES_LISTEN",
            "TICKET_KEY",
            "IMAGES_ORIGINS",
            "IMAGES_JOBS",
            "IMAGES_MEMORY_MB",
        ] {
            assert!(help().contains(name));
        }
    }
}
