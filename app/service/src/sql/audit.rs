//! The audit: how far it is, which photos come next, and what it found.

use super::{list, photos::renditions_in, statement};
use crate::ports::{Statement, Value};
use domain::{
    id::{PhotoId, StorageToken},
    photo::Visibility,
    rendition::{Rendition, Slot},
    storage::{Bucket, StorageKey},
    time::Timestamp,
};
use serde::Deserialize;

/// How far the audit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct AuditRow {
    /// After which row of `photos`.
    pub place: i64,
    /// When this round began.
    pub begun_at: Timestamp,
    /// When the last one ended, if one did.
    pub ended_at: Option<Timestamp>,
    /// How many objects this round has looked at.
    pub looked_at: u64,
    /// How many the last one did.
    pub last_looked_at: u64,
}

/// Reads it.
#[must_use]
pub fn state() -> Statement {
    statement(
        "select place, begun_at, ended_at, looked_at, last_looked_at from audit where id = 1",
        [],
    )
}

/// A photo, as far as its files go.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct AuditedPhoto {
    /// Its row.
    pub place: i64,
    /// Id.
    pub id: PhotoId,
    token: StorageToken,
    visibility: Visibility,
    withdrawn: u8,
    bytes: u64,
    original_attempt: Option<u32>,
    original_bytes: Option<u64>,
    preview_type: Option<String>,
    attempt: Option<u32>,
    renditions: Option<String>,
}

/// Something that should be in storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// How it is called where findings are shown: nothing of a name in storage, which is a secret.
    pub object: &'static str,
    /// Where it is.
    pub bucket: Bucket,
    /// Its name there.
    pub key: StorageKey,
    /// Its size in bytes, if that is known.
    pub bytes: Option<u64>,
}

impl AuditedPhoto {
    /// What should be in storage of it.
    #[must_use]
    pub fn expected(&self) -> Vec<Expected> {
        let private = |object, key, bytes| Expected {
            object,
            bucket: Bucket::Private,
            key,
            bytes,
        };
        let original = match self.original_attempt {
            Some(attempt) => private(
                "original",
                StorageKey::SmallerOriginal(self.token, attempt),
                self.original_bytes,
            ),
            None => private("original", StorageKey::Original(self.token), Some(self.bytes)),
        };
        let preview = self
            .preview_type
            .as_ref()
            .map(|_| private("preview", StorageKey::Preview(self.token), None));
        [original].into_iter().chain(preview).chain(self.renditions()).collect()
    }

    fn renditions(&self) -> Vec<Expected> {
        let made: Vec<Rendition> = self
            .renditions
            .as_deref()
            .and_then(|json| serde_json::from_str(json).ok())
            .unwrap_or_default();
        let Some(attempt) = self.attempt else {
            return Vec::new();
        };
        let expected = |made: Rendition| {
            let slot = Slot::named(&made.slot)?;
            Some(Expected {
                object: slot.name,
                bucket: renditions_in(self.visibility, self.withdrawn),
                key: StorageKey::Rendition(self.token, attempt, slot),
                bytes: Some(made.bytes),
            })
        };
        made.into_iter().filter_map(expected).collect()
    }
}

const COLUMNS: &str = "rowid as place, id, token, visibility, withdrawn, bytes, original_attempt, original_bytes, preview_type, \
     attempt, renditions";

/// The next photos after a row, at most so many: those that have arrived and are not deleted. Each looked at is one row read.
#[must_use]
pub fn next(place: i64, limit: u32) -> Statement {
    statement(
        format!(
            "select {COLUMNS} from photos where rowid > ?1 and state <> 'uploading' and deleted_at is null \
             order by rowid limit ?2"
        ),
        [place.into(), limit.into()],
    )
}

/// One of them as it is now; none if it is deleted.
#[must_use]
pub fn again(photo: PhotoId) -> Statement {
    statement(
        format!("select {COLUMNS} from photos where id = ?1 and deleted_at is null"),
        [photo.to_string().into()],
    )
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Of which photo.
    pub photo: PhotoId,
    /// What.
    pub object: &'static str,
    /// The size that it should have, in bytes; nothing if any is right.
    pub expected: Option<u64>,
    /// The size that it has; nothing if it is missing.
    pub found: Option<u64>,
}

/// Forgets what was found of these photos before.
#[must_use]
pub fn forget(photos: &[PhotoId]) -> Statement {
    statement(
        "delete from audit_findings where photo_id in (select value from json_each(?1))",
        [list(photos)],
    )
}

/// Notes these findings, each unless its photo is gone.
#[must_use]
pub fn note(findings: &[Finding], now: Timestamp) -> Statement {
    let found: Vec<serde_json::Value> = findings
        .iter()
        .map(|finding| {
            serde_json::json!([
                finding.photo.to_string(),
                finding.object,
                finding.expected,
                finding.found
            ])
        })
        .collect();
    statement(
        "insert or replace into audit_findings (photo_id, object, expected, found, noticed_at) \
         select value ->> 0, value ->> 1, value ->> 2, value ->> 3, ?2 from json_each(?1) \
         where exists (select 1 from photos where id = value ->> 0)",
        [serde_json::Value::from(found).to_string().into(), now.into()],
    )
}

/// It has come as far as this row.
#[must_use]
pub fn go_on(from: i64, to: i64, looked_at: u64) -> Statement {
    statement(
        "update audit set place = ?2, looked_at = looked_at + ?3 where id = 1 and place = ?1",
        [from.into(), to.into(), looked_at.into()],
    )
}

/// It is at the end of its round, and begins another one.
#[must_use]
pub fn finish(from: i64, now: Timestamp, looked_at: u64) -> Statement {
    statement(
        "update audit set place = 0, begun_at = ?2, ended_at = ?2, last_looked_at = looked_at + ?3, looked_at = 0 \
         where id = 1 and place = ?1",
        [from.into(), now.into(), looked_at.into()],
    )
}

/// A finding, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FindingRow {
    /// Of which photo.
    pub photo_id: PhotoId,
    /// `original`, `preview`, or the name of a rendition's slot.
    pub object: String,
    /// The size that it should have, in bytes; nothing if any is right.
    pub expected: Option<u64>,
    /// The size that it has; nothing if it is missing.
    pub found: Option<u64>,
    /// When that was noticed.
    pub noticed_at: Timestamp,
}

/// The last findings, at most so many.
#[must_use]
pub fn findings(limit: u32) -> Statement {
    statement(
        "select photo_id, object, expected, found, noticed_at from audit_findings indexed by audit_findings_newest \
         where noticed_at > 0 order by noticed_at desc limit ?1",
        [Value::from(limit)],
    )
}
