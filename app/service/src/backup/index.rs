//! The index: which backups there are, under a name that is known when the database is lost.
//!
//! It is written from the database's rows. What it names and the database does not know, a database knew that was lost: it gets a row
//! before the index is written, so that it is offered, and removed in time, like any other.

use super::{FORMAT, Index, Listed, json, store};
use crate::{
    Result, World,
    ports::PortError,
    sql::{self, backups::BackupRow},
};
use domain::{id::StorageToken, storage::StorageKey};
use serde::Serialize;
use std::fmt::Display;

/// Writes it anew, so that it names those of these rows that are whole, and those that it has named and no row knows.
///
/// # Errors
/// If the database or storage does not work, or what is stored cannot be read: then it stays as it is, since nothing else may know
/// what it names.
pub(super) async fn write(world: &World, rows: &[BackupRow]) -> Result<()> {
    if find(world, rows).await? {
        let rows: Vec<BackupRow> = world.db.run(sql::backups::all()).await?.all()?;
        put(world, &rows).await
    } else {
        put(world, rows).await
    }
}

/// Gives rows to those that the stored index names and none of these rows is of. Gives whether there were any.
///
/// The rows were read before the index is: one that was removed has left the index before its row went, so it is not found again.
async fn find(world: &World, rows: &[BackupRow]) -> Result<bool> {
    let Some(text) = world.archives.read(StorageKey::BackupIndex).await? else {
        return Ok(false);
    };
    let mut unknown = parse(&text)?.backups;
    unknown.retain(|listed| rows.iter().all(|row| row.id != listed.id));
    if unknown.is_empty() {
        return Ok(false);
    }
    let found: Vec<Found<'_>> = unknown
        .iter()
        .map(Found::of)
        .collect::<std::result::Result<_, PortError>>()?;
    world.db.run(sql::backups::found(json(&found)?, world.now())).await?;
    Ok(true)
}

/// A backup that was found.
#[derive(Serialize)]
struct Found<'a> {
    token: StorageToken,
    #[serde(flatten)]
    listed: &'a Listed,
}

impl<'a> Found<'a> {
    fn of(listed: &'a Listed) -> std::result::Result<Self, PortError> {
        let token: Option<StorageToken> = listed.manifest.split('/').nth(1).and_then(|token| token.parse().ok());
        let token = token.filter(|token| StorageKey::BackupManifest(*token).name() == listed.manifest);
        let token = token.ok_or_else(|| unreadable(format!("{} is no name of a manifest", listed.manifest)))?;
        Ok(Self { token, listed })
    }
}

fn parse(text: &str) -> std::result::Result<Index, PortError> {
    let index: Index = serde_json::from_str(text).map_err(unreadable)?;
    if index.format == FORMAT {
        Ok(index)
    } else {
        Err(unreadable(format!("its format is {}", index.format)))
    }
}

fn unreadable(cause: impl Display) -> PortError {
    let cause = format!("{cause}; it is not written until somebody puts it right or removes it");
    PortError::new("read backup/index.json", cause)
}

async fn put(world: &World, rows: &[BackupRow]) -> Result<()> {
    let index = Index {
        format: FORMAT,
        backups: rows.iter().filter(|row| row.is_whole()).filter_map(listed).collect(),
    };
    store(world, StorageKey::BackupIndex, json(&index)?).await?;
    Ok(())
}

fn listed(row: &BackupRow) -> Option<Listed> {
    Some(Listed {
        id: row.id,
        manifest: StorageKey::BackupManifest(row.token).name(),
        sha256: row.manifest_sha256.clone()?,
        begun_at: row.begun_at.rfc3339(),
        ended_at: row.ended_at?.rfc3339(),
        slices: row.slices,
        rows: row.row_count,
        bytes: row.bytes,
    })
}
