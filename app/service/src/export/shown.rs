//! What its owner sees of an export, and its file.

use super::{PATH, key};
use crate::{
    Result, World,
    read::Media,
    sql::{
        self,
        exports::{ExportRow, Problem, State},
    },
};
use domain::{id::ExportId, session::Session, storage::Bucket, time::Timestamp};

/// An export as its owner sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Id.
    pub id: ExportId,
    /// How far it is.
    pub progress: Progress,
}

/// How far an export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many photos are found.
    Collecting(u32),
    /// Checksums of these photos are computed.
    Summing(u32),
    /// So many bytes are packed, of so many.
    Packing(u64, u64),
    /// So many bytes can be fetched, until then.
    Ready(u64, Timestamp),
    /// It failed, for this reason.
    Failed(Problem),
}

impl Shown {
    /// The address of the file.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{PATH}/{}/file", self.id)
    }
}

/// The export whose file has this address.
#[must_use]
pub fn of_file(path: &str) -> Option<ExportId> {
    let rest = path.strip_prefix(PATH)?.strip_prefix('/')?;
    rest.strip_suffix("/file")?.parse().ok()
}

/// Somebody's export, if they have one.
///
/// # Errors
/// If the database does not answer.
pub async fn current(world: &World, session: &Session) -> Result<Option<Shown>> {
    let row: Option<ExportRow> = world.db.run(sql::exports::of_user(session.user)).await?.first()?;
    let now = world.now();
    // what the sweep has not come to yet has ended all the same
    let row = row.filter(|row| row.ends_at > now);
    Ok(row.and_then(|row| {
        let id = row.id;
        progress(&row).map(|progress| Shown { id, progress })
    }))
}

fn progress(row: &ExportRow) -> Option<Progress> {
    match row.state {
        State::Collecting => Some(Progress::Collecting(row.photos)),
        State::Summing => Some(Progress::Summing(row.photos)),
        State::Packing => Some(Progress::Packing(row.packed_to, row.bytes())),
        State::Ready => Some(Progress::Ready(row.bytes(), row.ends_at)),
        State::Failed => Some(Progress::Failed(row.problem.unwrap_or(Problem::Broken))),
        State::Removed => None,
    }
}

/// The file of an export; `None` if there is none, it has ended, or it is somebody else's.
///
/// # Errors
/// If the database does not answer.
pub async fn file(world: &World, session: &Session, export: ExportId) -> Result<Option<Media>> {
    let statement = sql::exports::fetchable(export, session.user, world.now());
    let row: Option<ExportRow> = world.db.run(statement).await?.first()?;
    Ok(row.map(|row| Media {
        bucket: Bucket::Private,
        key: key(&row),
        made: None,
        content_type: "application/zip",
        cache_control: "private, no-store",
        open: false,
        listed: false,
        save_as: Some(format!("heliograph-{}-{}.zip", session.handle, row.created_at.day())),
        unsure: false,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_file_has_one_address() {
        let id = ExportId::new(Uuid::from_u128(7));
        let shown = Shown {
            id,
            progress: Progress::Collecting(0),
        };
        assert_eq!(of_file(&shown.file()), Some(id));
        for other in [
            PATH,
            "/settings/export/x/file",
            "/settings/exports",
            "/settings/export//file",
        ] {
            assert_eq!(of_file(other), None, "{other}");
        }
    }
}
