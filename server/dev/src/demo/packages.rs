//! Debian's packages as a source of files: fetched once into the cache folder and unpacked there, never installed.
//!
//! No root is needed, and nothing of the system changes. Which files are wanted is not known here.

use crate::{
    command::{run, run_logged, step},
    fault::{Result, While},
    place::Place,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// In a package's folder: unpacked to the end.
const WHOLE: &str = ".whole";

/// The unpacked package, which is fetched if need be.
pub(crate) fn unpacked(place: &Place, cache: &Path, package: &str) -> Result<PathBuf> {
    let folder = cache.join(package);
    if folder.join(WHOLE).exists() {
        return Ok(folder);
    }
    check_tools(package)?;
    step(&format!("fetch {package} (Debian)"), || {
        // what an earlier try left half-done
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).while_doing(format_args!("making {}", folder.display()))?;
        let archive = download(place, &folder, package)?;
        run(Command::new("dpkg-deb").arg("-x").arg(&archive).arg(&folder))?;
        fs::remove_file(&archive).while_doing(format_args!("removing {}", archive.display()))?;
        fs::write(folder.join(WHOLE), "").while_doing(format_args!("writing to {}", folder.display()))?;
        Ok(((), "fetched"))
    })?;
    Ok(folder)
}

/// The first file of this name in the folder, however deep.
pub(crate) fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    let entries: Vec<_> = fs::read_dir(folder).ok()?.filter_map(std::result::Result::ok).collect();
    let here = entries
        .iter()
        .find(|entry| entry.file_name() == *name && entry.path().is_file());
    here.map(fs::DirEntry::path).or_else(|| {
        let is_folder = |entry: &&fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
        entries
            .iter()
            .filter(is_folder)
            .find_map(|entry| find(&entry.path(), name))
    })
}

fn check_tools(package: &str) -> Result<()> {
    for tool in ["apt-get", "dpkg-deb"] {
        let answers = Command::new(tool).arg("--version").stdout(Stdio::null()).status();
        if answers.is_err() {
            return Err(format!(
                "this system has no {tool}, and the photographs come from Debian's packages ({package} first)\n  \
                 mend: run `make demo` on Debian or Ubuntu"
            )
            .into());
        }
    }
    Ok(())
}

fn download(place: &Place, folder: &Path, package: &str) -> Result<PathBuf> {
    let log = place.at("target/demo.log");
    run_logged(
        Command::new("apt-get").args(["download", package]).current_dir(folder),
        &log,
    )
    .map_err(|fault| {
        format!("{fault}\n  mend: look whether the network is there, run `apt-get update` as root, then this again")
    })?;
    let entries = fs::read_dir(folder).while_doing(format_args!("reading {}", folder.display()))?;
    let mut files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let archive = files.find(|file| file.extension().is_some_and(|extension| extension == "deb"));
    archive.ok_or_else(|| "apt-get downloaded nothing".into())
}
