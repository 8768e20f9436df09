//! The photographs: which there are is said by `sharp/photographs.mjs`, which makes those that are missing.

use crate::{Result, options::Options};
use serde::Deserialize;
use std::{
    path::PathBuf,
    process::{Command, Stdio},
};

/// A photograph.
#[derive(Debug, Deserialize)]
pub(crate) struct Photograph {
    /// As printed.
    pub(crate) name: String,
    /// Its file.
    pub(crate) path: PathBuf,
}

/// All that are to be measured.
pub(crate) fn all(options: &Options) -> Result<Vec<Photograph>> {
    let made = Command::new("node")
        .arg(options.sharp.join("photographs.mjs"))
        .arg(&options.wallpapers)
        .arg(options.kept.join("photographs"))
        .stderr(Stdio::inherit())
        .output()?;
    if !made.status.success() {
        return Err(format!("the photographs could not be made ({})", made.status).into());
    }
    let mut all: Vec<Photograph> = serde_json::from_slice(&made.stdout)?;
    let names: Vec<String> = all.iter().map(|photograph| photograph.name.clone()).collect();
    all.retain(|photograph| options.only.as_ref().is_none_or(|only| photograph.name.contains(only)));
    if all.is_empty() {
        return Err(format!("BENCH_ONLY fits none of: {}", names.join(", ")).into());
    }
    Ok(all)
}
