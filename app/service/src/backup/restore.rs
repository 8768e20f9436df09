//! From a backup's files to SQL. It asks nothing of anybody: whoever restores fetches the files and runs the SQL.

use super::{COPIED, FORMAT, by_name};
use crate::sql::backups::{IS_ANYBODY, PUT_RIGHT, counts, empty, inserts};
use domain::{
    id::BackupId,
    seal::{sha256, to_hex},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which backups there are: `backup/index.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    /// The version of what backups look like.
    pub format: u32,
    /// The newest first.
    pub backups: Vec<Listed>,
}

/// A backup, as the index names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its id.
    pub id: BackupId,
    /// The name of its manifest in storage. Slices are beside it, called by their numbers.
    pub manifest: String,
    /// SHA-256 of the manifest, hexadecimal.
    pub sha256: String,
    /// When it was begun.
    pub begun_at: String,
    /// When everything was stored.
    pub ended_at: String,
    /// How many slices it has.
    pub slices: u32,
    /// How many rows they hold.
    pub rows: u64,
    /// How large they are, in bytes.
    pub bytes: u64,
}

/// What a backup consists of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of what backups look like.
    pub format: u32,
    /// Whose manifest it is.
    pub id: BackupId,
    /// No row is older than this.
    pub begun_at: String,
    /// No row is newer than this.
    pub ended_at: String,
    /// The columns of each table, in the order of a line.
    pub tables: BTreeMap<String, Vec<String>>,
    /// The slices, from number 1 on.
    pub slices: Vec<SliceEntry>,
}

/// What the manifest says of a slice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SliceEntry {
    /// Whose rows it holds.
    pub table: String,
    /// How many.
    pub rows: u32,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
}

/// Why a backup is not restored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// It is not the file that was stored, or not all of it.
    #[error("{0} is not as it was stored: its checksum does not match")]
    Checksum(String),
    /// It is no JSON of the right shape.
    #[error("the manifest cannot be read: {0}")]
    Manifest(String),
    /// It was made by a later version.
    #[error("the backup has the format {0}, and this version reads {FORMAT}")]
    Format(u32),
    /// It holds rows of a table that there is not.
    #[error("the backup holds a table {0}, which this version does not know")]
    Table(String),
    /// A file is missing.
    #[error("{0} is missing")]
    Missing(String),
}

/// Reads a manifest that has this checksum.
///
/// # Errors
/// If it has not, or is of another version.
fn manifest(text: &str, hash: &str) -> Result<Manifest, Broken> {
    if to_hex(&sha256(text.as_bytes())) != hash {
        return Err(Broken::Checksum("the manifest".to_owned()));
    }
    let manifest: Manifest = serde_json::from_str(text).map_err(|error| Broken::Manifest(error.to_string()))?;
    if manifest.format == FORMAT {
        Ok(manifest)
    } else {
        Err(Broken::Format(manifest.format))
    }
}

/// What restores a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sql {
    /// Whether the database holds anything that matters, as one row: `anybody`.
    pub is_anybody: &'static str,
    /// What empties it.
    pub empty: Vec<String>,
    /// What puts the rows there.
    pub rows: Vec<String>,
    /// What is put right then.
    pub put_right: Vec<String>,
    /// How many rows there are of each table, as one row.
    pub counts: String,
    /// How many the backup holds. Those whose parents were deleted while it was made are left out.
    pub expected: BTreeMap<String, u64>,
}

/// The SQL that restores a backup whose manifest has this checksum, with slices by their numbers. Every byte of it is looked at
/// before anything is given.
///
/// # Errors
/// If anything is missing or damaged.
pub fn sql(text: &str, hash: &str, slice: impl Fn(u32) -> Option<String>) -> Result<Sql, Broken> {
    let manifest = manifest(text, hash)?;
    let mut of_tables: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut expected: BTreeMap<String, u64> = COPIED.iter().map(|copied| (copied.table.to_owned(), 0)).collect();
    for (number, entry) in (1..).zip(&manifest.slices) {
        let name = format!("slice {number}");
        let lines = slice(number).ok_or_else(|| Broken::Missing(name.clone()))?;
        let rows = u32::try_from(lines.lines().count()).unwrap_or(u32::MAX);
        if to_hex(&sha256(lines.as_bytes())) != entry.sha256 || rows != entry.rows {
            return Err(Broken::Checksum(name));
        }
        let unknown = || Broken::Table(entry.table.clone());
        let copied = by_name(&entry.table).ok_or_else(unknown)?;
        let columns = manifest.tables.get(&entry.table).ok_or_else(unknown)?;
        let statements = of_tables.entry(copied.table).or_default();
        statements.extend(inserts(copied, columns, &lines));
        *expected.entry(entry.table.clone()).or_default() += u64::from(rows);
    }
    // parents first
    let rows = COPIED.iter().rev().filter_map(|copied| of_tables.remove(copied.table));
    Ok(Sql {
        is_anybody: IS_ANYBODY,
        empty: empty(COPIED),
        rows: rows.flatten().collect(),
        put_right: PUT_RIGHT.map(str::to_owned).into(),
        counts: counts(COPIED),
        expected,
    })
}
