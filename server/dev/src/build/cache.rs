//! What has been made before, by the hash of what it was made from.
//!
//! Two levels: sources to compiled file, and compiled file to finished folder. So a changed comment costs a compilation
//! but not the slower steps behind it, and unchanged sources cost nothing.

use crate::{
    fault::{Result, While},
    place::Place,
};
use nix::{
    errno::Errno,
    fcntl::{Flock, FlockArg},
};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Finished folders kept for each recipe.
const KEPT: usize = 8;

/// Two checkouts share cargo's output and what is made of it: one builds at a time. Unlocked when dropped.
pub(crate) fn lock(place: &Place) -> Result<Flock<File>> {
    let folder = place.cargo_target().join("heliograph");
    let doing = || format!("locking {}", folder.display());
    fs::create_dir_all(&folder).while_doing(doing())?;
    let file = File::create(folder.join("lock")).while_doing(doing())?;
    let (file, busy) = match Flock::lock(file, FlockArg::LockExclusiveNonblock) {
        Ok(lock) => return Ok(lock),
        Err(busy) => busy,
    };
    if busy == Errno::EWOULDBLOCK {
        println!("  waiting for another build to finish");
    }
    Flock::lock(file, FlockArg::LockExclusive).map_err(|(_, error)| format!("{error}, while {}", doing()).into())
}

/// The finished results of one recipe.
pub(crate) struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// Of this recipe; the folder is made.
    pub(crate) fn of(place: &Place, recipe: &str) -> Result<Self> {
        let folder = place.cargo_target().join("heliograph").join(recipe);
        fs::create_dir_all(&folder).while_doing(format_args!("making {}", folder.display()))?;
        Ok(Self { folder })
    }

    /// The finished folder for these sources.
    pub(crate) fn by_sources(&self, sources: &str) -> Option<PathBuf> {
        let compiled = fs::read_to_string(self.note(sources)).ok()?;
        self.by_compiled(compiled.trim())
    }

    /// The finished folder for this compiled file. Marks it as used.
    pub(crate) fn by_compiled(&self, compiled: &str) -> Option<PathBuf> {
        let folder = self.made(compiled);
        folder.is_dir().then(|| {
            touch(&folder);
            folder
        })
    }

    /// Remembers which compiled file these sources give.
    pub(crate) fn note_sources(&self, sources: &str, compiled: &str) -> Result<()> {
        let note = self.note(sources);
        fs::write(&note, compiled).while_doing(format_args!("writing {}", note.display()))
    }

    /// An empty folder to finish in.
    pub(crate) fn workbench(&self) -> Result<PathBuf> {
        let folder = self.folder.join(format!("unfinished-{}", std::process::id()));
        let doing = || format!("making {}", folder.display());
        if folder.exists() {
            fs::remove_dir_all(&folder).while_doing(doing())?;
        }
        fs::create_dir_all(&folder).while_doing(doing())?;
        Ok(folder)
    }

    /// Keeps a finished folder, at once and whole; forgets the longest unused.
    pub(crate) fn keep(&self, workbench: &Path, compiled: &str) -> Result<PathBuf> {
        let folder = self.made(compiled);
        let renamed = fs::rename(workbench, &folder);
        // somebody else may have finished the same meanwhile
        if !folder.is_dir() {
            renamed.while_doing(format_args!("making {}", folder.display()))?;
        }
        touch(&folder);
        self.forget_oldest();
        Ok(folder)
    }

    fn note(&self, sources: &str) -> PathBuf {
        self.folder.join(format!("sources-{sources}"))
    }

    fn made(&self, compiled: &str) -> PathBuf {
        self.folder.join(format!("made-{compiled}"))
    }

    /// Failing to tidy up is no reason to stop a build.
    fn forget_oldest(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut made: Vec<(SystemTime, PathBuf)> = entries
            .filter(|entry| entry.file_name().to_string_lossy().starts_with("made-"))
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
            .collect();
        made.sort();
        let surplus = made.len().saturating_sub(KEPT);
        for (_, folder) in made.into_iter().take(surplus) {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// Its time of change is its time of last use. Making and removing a file inside sets it without reading a clock.
fn touch(folder: &Path) {
    let mark = folder.join(".used");
    let _ = fs::write(&mark, "");
    let _ = fs::remove_file(&mark);
}
