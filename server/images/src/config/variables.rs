//! The environment variables, one by one.

use super::ConfigError;
use crate::machine;
use std::{num::NonZero, str::FromStr, thread};

/// A variable that can be set from outside.
pub(super) struct Variable {
    pub(super) name: &'static str,
    /// What it is if it is not set.
    pub(super) default: Default,
    /// What it must be, as a part of a sentence.
    pub(super) must: &'static str,
}

/// What a variable is if it is not set.
pub(super) enum Default {
    /// It must be set.
    None,
    /// It may be missing.
    Optional,
    /// This text.
    Text(&'static str),
    /// Depends on the machine: how, in words, and what it is here.
    Here(&'static str, fn() -> String),
}

pub(super) const LISTEN: Variable = Variable {
    name: "IMAGES_LISTEN",
    default: Default::Text("127.0.0.1:8790"),
    must: "a loopback address and port to listen on (port 0: any free one)",
};
pub(super) const KEY: Variable = Variable {
    name: "TICKET_KEY",
    default: Default::None,
    must: "the secret shared with the Worker, at least 32 bytes long",
};
pub(super) const PREVIOUS_KEY: Variable = Variable {
    name: "TICKET_KEY_PREVIOUS",
    default: Default::Optional,
    must: "the secret that TICKET_KEY replaces, accepted as well, at least 32 bytes long and another one",
};
pub(super) const ORIGINS: Variable = Variable {
    name: "IMAGES_ORIGINS",
    default: Default::None,
    must: "the origins that tickets may point to, separated by commas, like https://ACCOUNT.r2.cloudflarestorage.com",
};
pub(super) const JOBS: Variable = Variable {
    name: "IMAGES_JOBS",
    default: Default::Here("one per core", cores),
    must: "how many jobs to work on at the same time, 1 to 64",
};
pub(super) const QUEUE: Variable = Variable {
    name: "IMAGES_QUEUE",
    default: Default::Text("8"),
    must: "how many jobs may wait, 0 to 1000",
};
pub(super) const JOB_SECONDS: Variable = Variable {
    name: "IMAGES_JOB_SECONDS",
    default: Default::Text("100"),
    must: "how long one job may take, waiting included, 1 to 900 seconds",
};
pub(super) const MEMORY: Variable = Variable {
    name: "IMAGES_MEMORY_MB",
    default: Default::Here("three quarters of what this machine has", three_quarters),
    must: "memory for pixels, all jobs together, 64 to 65536 MB",
};

/// Every variable there is.
pub(super) const ALL: [&Variable; 8] = [
    &LISTEN,
    &KEY,
    &PREVIOUS_KEY,
    &ORIGINS,
    &JOBS,
    &QUEUE,
    &JOB_SECONDS,
    &MEMORY,
];

impl Variable {
    /// What it is set to, or its default.
    pub(super) fn text(&self, get: &impl Fn(&str) -> Option<String>) -> Option<String> {
        let set = get(self.name).filter(|value| !value.is_empty());
        set.or_else(|| match self.default {
            Default::None | Default::Optional => None,
            Default::Text(text) => Some(text.to_owned()),
            Default::Here(_, here) => Some(here()),
        })
    }

    /// Says that it is missing or wrong.
    pub(super) const fn error(&self) -> ConfigError {
        ConfigError {
            name: self.name,
            must: self.must,
        }
    }

    /// A number within bounds.
    pub(super) fn number<N: FromStr + PartialOrd>(
        &self,
        text: Option<String>,
        least: N,
        most: N,
    ) -> Result<N, ConfigError> {
        text.and_then(|text| text.parse().ok())
            .filter(|number| *number >= least && *number <= most)
            .ok_or_else(|| self.error())
    }

    /// Its line in `images --help`.
    pub(super) fn help(&self) -> String {
        let Self { name, default, must } = self;
        let default = match default {
            Default::None => String::new(),
            Default::Optional => " (may be missing)".to_owned(),
            Default::Text(text) => format!(" (default: {text})"),
            Default::Here(rule, here) => format!(" (default: {rule}; here {})", here()),
        };
        format!("{name:<20} {must}{default}")
    }
}

fn cores() -> String {
    thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(64)
        .to_string()
}

/// What is left is for the system, for `cloudflared`, and for what is not pixels. Where nothing is known of the machine,
/// it is taken for a small one.
fn three_quarters() -> String {
    const UNKNOWN: u64 = 320;
    let megabytes = machine::memory().map_or(UNKNOWN, |bytes| bytes / 1024 / 1024 / 4 * 3);
    megabytes.clamp(64, 65_536).to_string()
}
