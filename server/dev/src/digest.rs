//! Hashes of files and folders: what tells whether something has to be built again.

use crate::fault::{Result, While};
use sha2::{Digest as _, Sha256};
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// Folders that are never an input: what tools write.
const NOT_SOURCE: [&str; 4] = ["target", "node_modules", "build", ".git"];

/// Grows over names and contents; each part is delimited by its length, so that no two lists collide.
#[derive(Default)]
pub(crate) struct Digest(Sha256);

impl Digest {
    /// Adds bytes.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update(bytes.len().to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds text.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    /// Adds a file, or a folder with the names below it. What does not exist counts as empty.
    pub(crate) fn path(&mut self, path: &Path) -> Result<&mut Self> {
        for file in files(path)? {
            let name = file.strip_prefix(path).unwrap_or(&file);
            let content = fs::read(&file).while_doing(format_args!("reading {}", file.display()))?;
            self.text(&name.to_string_lossy()).bytes(&content);
        }
        Ok(self)
    }

    /// The first 24 hexadecimal digits.
    pub(crate) fn hex(self) -> String {
        let mut digits = to_hex(&self.0.finalize());
        digits.truncate(24);
        digits
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // writing to a string cannot fail
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The files at or below a path, sorted.
pub(crate) fn files(path: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(path, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(path: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        found.push(path.to_owned());
    }
    if !path.is_dir() {
        return Ok(());
    }
    let doing = || format!("listing {}", path.display());
    for entry in fs::read_dir(path).while_doing(doing())? {
        let entry = entry.while_doing(doing())?;
        if !NOT_SOURCE.iter().any(|name| entry.file_name() == *name) {
            collect(&entry.path(), found)?;
        }
    }
    Ok(())
}

/// One file's hash.
pub(crate) fn of_file(path: &Path) -> Result<String> {
    let mut digest = Digest::default();
    digest.path(path)?;
    Ok(digest.hex())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_each_other() {
        let hash = |parts: &[&str]| {
            let mut digest = Digest::default();
            for part in parts {
                digest.text(part);
            }
            digest.hex()
        };
        assert_eq!(hash(&["ab", "c"]), hash(&["ab", "c"]));
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
    }
}
