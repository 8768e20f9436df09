//! What can be set: by package dev, where things are; by the person at the terminal, how much is measured.

use crate::Result;
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// What is measured, and with what.
pub(crate) struct Options {
    /// The program `images`.
    pub(crate) service: PathBuf,
    /// The folder of sharp and the scripts around it.
    pub(crate) sharp: PathBuf,
    /// Where the wallpapers were unpacked.
    pub(crate) wallpapers: PathBuf,
    /// Where made photographs and references are kept.
    pub(crate) kept: PathBuf,
    /// Measured runs of each.
    pub(crate) runs: usize,
    /// Only photographs whose name contains this.
    pub(crate) only: Option<String>,
    /// Without the measurement on two cores.
    pub(crate) one_core: bool,
}

impl Options {
    /// Reads them from the environment.
    pub(crate) fn read() -> Result<Self> {
        let runs = set("BENCH_RUNS").map_or(Ok(5), |text| text.parse());
        let options = Self {
            service: folder("BENCH_SERVICE")?,
            sharp: folder("BENCH_SHARP")?,
            wallpapers: folder("BENCH_WALLPAPERS")?,
            kept: folder("BENCH_KEPT")?,
            runs: runs
                .ok()
                .filter(|runs| (1..=1000).contains(runs))
                .ok_or("BENCH_RUNS must be a number from 1 to 1000")?,
            only: set("BENCH_ONLY"),
            one_core: set("BENCH_CORES").is_some_and(|cores| cores == "1"),
        };
        fs::create_dir_all(&options.kept)?;
        Ok(options)
    }

    /// A file for what is looked at once. Each process has its own.
    pub(crate) fn scratch(&self, name: &str) -> PathBuf {
        self.kept.join(format!("{}-{name}", std::process::id()))
    }

    /// Removes every file of [`Self::scratch`].
    pub(crate) fn tidy(&self) -> Result<()> {
        let own = format!("{}-", std::process::id());
        for entry in fs::read_dir(&self.kept)? {
            let path = entry?.path();
            if file_name(&path).starts_with(&own) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }
}

fn file_name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

fn set(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

fn folder(name: &str) -> Result<PathBuf> {
    let path = set(name).ok_or_else(|| format!("{name} is not set: start this with `make bench-images`"))?;
    Ok(path.into())
}
