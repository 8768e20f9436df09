//! How one result is made with cargo and what comes after it, and when that can be skipped.

use super::cache::Cache;
use crate::{
    command::run_logged,
    digest::{self, Digest},
    fault::Result,
    place::Place,
};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// What every result depends on, besides its own sources.
const COMMON_SOURCES: [&str; 6] = [
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
    "server/dev/src/build",
    "server/dev/setup/versions.env",
    "server/dev/setup/package-lock.json",
];

/// One result.
pub(crate) struct Recipe {
    /// Its folder in the cache.
    pub(crate) name: &'static str,
    /// What is printed while it is made.
    pub(crate) title: &'static str,
    /// Files and folders it depends on.
    pub(crate) sources: &'static [&'static str],
    /// cargo's arguments.
    pub(crate) cargo: &'static [&'static str],
    /// What cargo leaves, below its target folder.
    pub(crate) compiled: &'static str,
    /// Makes the finished folder from that.
    pub(crate) finish: fn(&Bench) -> Result<()>,
}

/// What finishing works with.
pub(crate) struct Bench<'a> {
    /// The checkout.
    pub(crate) place: &'a Place,
    /// cargo's output.
    pub(crate) compiled: &'a Path,
    /// The folder to fill.
    pub(crate) into: &'a Path,
    /// Where the output of tools goes.
    pub(crate) log: &'a Path,
}

impl Bench<'_> {
    /// Runs a tool with its output in the log.
    pub(crate) fn run(&self, command: &mut Command) -> Result<()> {
        run_logged(command, self.log)
    }
}

impl Recipe {
    /// The finished folder, and how it came about.
    pub(crate) fn make(&self, place: &Place) -> Result<(PathBuf, &'static str)> {
        let cache = Cache::of(place, self.name)?;
        let sources = self.sources_digest(place)?;
        if let Some(finished) = cache.by_sources(&sources) {
            return Ok((finished, "unchanged"));
        }
        let log = place.at("target/logs").join(format!("{}.log", self.name));
        run_logged(self.cargo_command(place).args(self.cargo), &log)?;
        let compiled_file = place.cargo_target().join(self.compiled);
        let compiled = self.compiled_digest(place, &compiled_file)?;
        let (finished, how) = match cache.by_compiled(&compiled) {
            Some(finished) => (finished, "the same"),
            None => (self.finish(place, &cache, &compiled_file, &log, &compiled)?, "built"),
        };
        cache.note_sources(&sources, &compiled)?;
        Ok((finished, how))
    }

    fn finish(&self, place: &Place, cache: &Cache, file: &Path, log: &Path, compiled: &str) -> Result<PathBuf> {
        let into = cache.workbench()?;
        let bench = Bench {
            place,
            compiled: file,
            into: &into,
            log,
        };
        (self.finish)(&bench)?;
        cache.keep(&into, compiled)
    }

    /// The caller's RUSTFLAGS are left out: results are shared, so they must not depend on who asks.
    fn cargo_command(&self, place: &Place) -> Command {
        let mut command = place.bound_command("cargo");
        command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
        // as worker-build sets it, so that its own cargo call finds everything built
        if self.name.starts_with("worker") {
            command.env("WASM_BINDGEN_USE_JS_SYS", "1");
        }
        command.arg("build");
        command
    }

    fn sources_digest(&self, place: &Place) -> Result<String> {
        let mut digest = Digest::default();
        digest.text(self.name);
        digest.text(place.variable("RUSTUP_TOOLCHAIN").unwrap_or_default());
        for source in COMMON_SOURCES.iter().chain(self.sources) {
            digest.text(source).path(&place.at(source))?;
        }
        Ok(digest.hex())
    }

    /// The tools that finish count as well.
    fn compiled_digest(&self, place: &Place, compiled: &Path) -> Result<String> {
        let mut digest = Digest::default();
        digest.text(self.name).text(&digest::of_file(compiled)?);
        for tools in [
            "server/dev/src/build",
            "server/dev/setup/versions.env",
            "server/dev/setup/package-lock.json",
        ] {
            digest.path(&place.at(tools))?;
        }
        Ok(digest.hex())
    }
}
