//! The outside world as use cases see it. Adapters for Cloudflare are in `server`; tests bring SQLite and small fakes.

mod mail;

pub use mail::{Letter, Mailer};

use async_trait::async_trait;
use domain::{
    id::{BackupId, ExportId, PhotoId, SessionId},
    media::MediaType,
    passkey::cose::PublicKey,
    storage::{Bucket, StorageKey},
    time::Timestamp,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::ops::Range;

/// Something outside did not work. The text is for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}: {cause}")]
pub struct PortError {
    /// What was being done.
    pub what: &'static str,
    /// What was said about it.
    pub cause: String,
}

impl PortError {
    /// A failure of `what`, for this cause.
    pub fn new(what: &'static str, cause: impl ToString) -> Self {
        Self {
            what,
            cause: cause.to_string(),
        }
    }

    /// Whether SQLite refused a row because of a `unique` rule.
    #[must_use]
    pub fn is_unique_violation(&self) -> bool {
        self.cause.contains("UNIQUE constraint failed")
    }
}

/// A bound parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// An integer below 2^53: D1 passes numbers as JavaScript does.
    Integer(i64),
    /// A number.
    Real(f64),
    /// Text.
    Text(String),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Real(value)
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Integer(value.into())
    }
}

/// SQLite has no truth values: 1 or 0.
impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Integer(value.into())
    }
}

/// What is counted here is far below 2^53; what is not comes out as the most that SQLite holds.
impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Self::Integer(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<Timestamp> for Value {
    fn from(value: Timestamp) -> Self {
        Self::Integer(value.millis())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// One SQL statement and its parameters. Only [`crate::sql`] makes them.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The text, with `?1`, `?2`, ….
    pub sql: String,
    /// The parameters, in order.
    pub params: Vec<Value>,
}

impl Statement {
    /// The statement with its parameters written into it, for tools that take nothing but text.
    #[must_use]
    pub fn to_sql(&self) -> String {
        let mut parts = self.sql.split('?');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |mut sql, part| {
            let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (number, rest) = part.split_at(digits);
            let index = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let value = index.and_then(|index| self.params.get(index)).unwrap_or(&Value::Null);
            sql.push_str(&value.to_literal());
            sql.push_str(rest);
            sql
        })
    }
}

impl Value {
    fn to_literal(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Integer(number) => number.to_string(),
            Self::Real(number) => number.to_string(),
            Self::Text(text) => format!("'{}'", text.replace('\'', "''")),
        }
    }
}

/// What one statement gave: a JSON object a row, and how many rows it changed.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// The rows.
    pub rows: Vec<serde_json::Value>,
    /// How many rows were inserted, updated or deleted.
    pub changes: u64,
}

impl Rows {
    /// Every row as `T`.
    ///
    /// # Errors
    /// If a row has another shape: then SQL and types have drifted apart.
    pub fn all<T: DeserializeOwned>(self) -> Result<Vec<T>, PortError> {
        let typed: Result<Vec<T>, _> = self.rows.into_iter().map(serde_json::from_value).collect();
        typed.map_err(|error| PortError::new("read a row", error))
    }

    /// The first row as `T`, if there is one.
    ///
    /// # Errors
    /// As [`Self::all`].
    pub fn first<T: DeserializeOwned>(self) -> Result<Option<T>, PortError> {
        Ok(self.all()?.into_iter().next())
    }

    /// The first row as `T`, of what always has one.
    ///
    /// # Errors
    /// As [`Self::all`]; or there is none, in `what` was being done.
    pub fn one<T: DeserializeOwned>(self, what: &'static str) -> Result<T, PortError> {
        self.first()?.ok_or_else(|| PortError::new(what, "no row"))
    }
}

/// D1, or SQLite in tests.
#[async_trait]
pub trait Database: Send + Sync {
    /// Runs the statements in order as one transaction; one [`Rows`] for each.
    async fn batch(&self, statements: Vec<Statement>) -> Result<Vec<Rows>, PortError>;
}

impl dyn Database + '_ {
    /// Runs one statement.
    ///
    /// # Errors
    /// What the database says.
    pub async fn run(&self, statement: Statement) -> Result<Rows, PortError> {
        Ok(self
            .batch(vec![statement])
            .await?
            .into_iter()
            .next()
            .unwrap_or_default())
    }
}

/// R2.
#[async_trait]
pub trait Blobs: Send + Sync {
    /// Removes objects; those that do not exist are no error.
    async fn delete(&self, bucket: Bucket, keys: Vec<StorageKey>) -> Result<(), PortError>;
    /// The size of an object in bytes; nothing if there is none.
    async fn size(&self, bucket: Bucket, key: StorageKey) -> Result<Option<u64>, PortError>;
    /// Copies one object. False if there was none.
    async fn copy(&self, from: (Bucket, StorageKey), to: (Bucket, StorageKey)) -> Result<bool, PortError>;
}

/// A piece of a file that is put together from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// These bytes: few, since they are held in memory.
    Bytes(Vec<u8>),
    /// So many zeros.
    Zeros(u64),
    /// A part of an object, which passes by without being held.
    Object {
        /// Where the object is.
        bucket: Bucket,
        /// Its name there.
        key: StorageKey,
        /// Where the part begins, in bytes.
        offset: u64,
        /// How many bytes it has; at least one.
        length: u64,
    },
}

impl Piece {
    /// How many bytes it has.
    #[must_use]
    pub fn length(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            Self::Zeros(length) | Self::Object { length, .. } => *length,
        }
    }

    /// How many bytes they have together; nothing if that is no number.
    #[must_use]
    pub fn total(pieces: &[Self]) -> Option<u64> {
        pieces
            .iter()
            .try_fold(0_u64, |total, piece| total.checked_add(piece.length()))
    }
}

/// Files of the private bucket that are put together from others, however large.
#[async_trait]
pub trait Archives: Send + Sync {
    /// Begins an upload in parts; gives its id.
    async fn begin(&self, key: StorageKey) -> Result<String, PortError>;
    /// Stores a part of an upload, counted from 1; gives its entity tag. All parts but the last have the same size, of at least
    /// [`MIN_PART_BYTES`]. Stored twice, the later one counts.
    async fn part(&self, key: StorageKey, upload: &str, number: u32, pieces: Vec<Piece>) -> Result<String, PortError>;
    /// Makes a file of these parts: numbers and entity tags, in order. Afterwards there is no such upload any more.
    async fn complete(&self, key: StorageKey, upload: &str, parts: Vec<(u32, String)>) -> Result<(), PortError>;
    /// Forgets an upload and its parts; one that does not exist is no error.
    async fn abort(&self, key: StorageKey, upload: &str) -> Result<(), PortError>;
    /// Stores a file in one go.
    async fn store(&self, key: StorageKey, pieces: Vec<Piece>) -> Result<(), PortError>;
    /// Reads a text: a short one, since it is held in memory. Nothing if there is no such file.
    async fn read(&self, key: StorageKey) -> Result<Option<String>, PortError>;
    /// Goes on with a CRC-32 over a range of a file, beginning with what it is of everything before. Few bytes: they are looked
    /// at one by one. Nothing if there is no such file, or it ends before the range does.
    async fn crc32(&self, key: StorageKey, range: Range<u64>, before: u32) -> Result<Option<u32>, PortError>;
}

/// The smallest part of an upload but for its last one, in bytes: R2's rule.
pub const MIN_PART_BYTES: u64 = 5 * 1024 * 1024;

/// The most parts of an upload: R2's rule.
pub const MAX_PARTS: u64 = 10_000;

/// What arrived of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 of the stored bytes.
    pub sha256: [u8; 32],
    /// How many bytes there are.
    pub bytes: u64,
}

/// Why a file was not stored. In each case there is no object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// The bytes do not have the announced SHA-256.
    WrongHash,
    /// The sender went away, or sent fewer bytes than announced.
    Interrupted,
    /// It should be a whole picture of the announced type, and is not.
    NoPicture,
    /// Storage did not work.
    Port(PortError),
}

impl From<StoreError> for crate::Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::WrongHash => Self::WrongHash,
            StoreError::Interrupted => Self::Interrupted,
            StoreError::NoPicture => crate::error::Invalid::PreviewType.into(),
            StoreError::Port(error) => Self::Port(error),
        }
    }
}

/// A file on its way in: a request's body, which goes to storage without passing through here.
#[async_trait]
pub trait Incoming: Send + Sync {
    /// Stores it in the private bucket; with a hash, storage itself refuses other bytes.
    async fn store(
        &self,
        key: StorageKey,
        media_type: MediaType,
        sha256: Option<[u8; 32]>,
    ) -> Result<Stored, StoreError>;
}

/// The queue: a doorbell. What matters is in the job row; a ring that is lost is made good by the sweep.
#[async_trait]
pub trait Bell: Send + Sync {
    /// Says that there is work on these photos.
    async fn ring(&self, photos: &[PhotoId]) -> Result<(), PortError>;
    /// Says that this step of an export is to be done.
    async fn ring_export(&self, export: ExportId, step: u32) -> Result<(), PortError>;
    /// Says that this step of a backup is to be done.
    async fn ring_backup(&self, backup: BackupId, step: u32) -> Result<(), PortError>;
}

/// The image service behind the tunnel.
#[async_trait]
pub trait ImageService: Send + Sync {
    /// Sends a signed ticket; gives the status and the body of the answer.
    async fn process(&self, ticket: String, signature: String) -> Result<(u16, String), PortError>;
    /// Asks whether it is there. It has a few seconds to say so.
    async fn answers(&self) -> Result<(), PortError>;
}

/// A rendered page with the nonce that stands in it until it is served with another, or a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPage {
    /// Which release rendered it, with which version of the settings: [`crate::kept::release`].
    pub release: String,
    /// The version of the photos on it, as the database counts them.
    pub version: i64,
    /// The nonce in it; a feed has none.
    pub nonce: String,
    /// The HTML, or the feed.
    pub text: String,
}

/// A page as a location keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearPage {
    /// The page.
    pub page: KeptPage,
    /// From when on whoever asks for it looks, after their answer, whether it is still the newest.
    pub renew_at: Timestamp,
    /// Until when it is shown.
    pub until: Timestamp,
}

/// Home pages and feeds that are kept for anonymous visitors, each by a name: in each location, for a while, and in KV, for all
/// of them. KV may give what it held a minute ago. Who keeps what, [`crate::kept`] decides.
#[async_trait]
pub trait PageCache: Send + Sync {
    /// The page kept in this location.
    async fn near(&self, name: &str) -> Result<Option<NearPage>, PortError>;
    /// The page in KV.
    async fn far(&self, name: &str) -> Result<Option<KeptPage>, PortError>;
    /// Keeps a page in this location for so many seconds.
    async fn keep_near(&self, name: &str, page: &NearPage, seconds: u64) -> Result<(), PortError>;
    /// Keeps a page in KV.
    async fn keep_far(&self, name: &str, page: &KeptPage) -> Result<(), PortError>;
    /// Drops all that this location keeps.
    async fn drop_near(&self) -> Result<(), PortError>;
    /// Drops a page in KV.
    async fn drop_far(&self, name: &str) -> Result<(), PortError>;
}

/// What the cron computes for everybody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Computed {
    /// The most popular photos, the most popular first. Who may see them now, the database says.
    pub popular: Vec<PhotoId>,
    /// How many photos everybody may see, once they have been counted.
    pub photos: Option<u64>,
    /// How many people are here, once they have been counted.
    pub people: Option<u64>,
}

/// What the cron computed, in KV: it may be as it was a minute ago, or gone.
#[async_trait]
pub trait Figures: Send + Sync {
    /// Reads it; nothing if nothing was computed yet.
    async fn read(&self) -> Result<Option<Computed>, PortError>;
    /// Replaces it.
    async fn write(&self, computed: &Computed) -> Result<(), PortError>;
}

/// Sessions that were signed out before they expired.
#[async_trait]
pub trait Revocations: Send + Sync {
    /// Puts a session on the list until it would have expired anyway.
    async fn revoke(&self, session: SessionId, expires: Timestamp) -> Result<(), PortError>;
    /// Whether it is on the list.
    async fn is_revoked(&self, session: SessionId) -> Result<bool, PortError>;
}

/// The copy of the site's settings in KV, which may be as it was a minute ago. What is in it, [`crate::site_settings`] knows.
#[async_trait]
pub trait SettingsCopy: Send + Sync {
    /// The copy, if there is one.
    async fn read(&self) -> Result<Option<String>, PortError>;
    /// Puts another in its place.
    async fn write(&self, text: String) -> Result<(), PortError>;
}

/// What is limited in how often it may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limited {
    /// Attempts to sign in to one account from one address.
    SignIn,
    /// Attempts to sign in from one address, to whatever account.
    SignInFromAddress,
    /// New accounts.
    SignUp,
    /// Uploads.
    Upload,
    /// Changes of a photo's visibility that give its files other names.
    Move,
    /// Exports that are begun.
    Export,
    /// Guesses at the password of one share link, from wherever.
    ShareLink,
    /// Guesses at passwords of share links from one address, whatever the link.
    ShareLinkFromAddress,
    /// Letters that one e-mail address or account is to be sent.
    Letter,
    /// Letters that are asked for from one address, and their links, whoever they are for.
    LetterFromAddress,
}

/// The rate limiter.
#[async_trait]
pub trait RateLimits: Send + Sync {
    /// Whether this key may do it once more now.
    async fn allow(&self, what: Limited, key: &str) -> Result<bool, PortError>;
}

/// Verifies what authenticators sign.
#[async_trait]
pub trait Signatures: Send + Sync {
    /// Whether the signature is this key's over this message. One that is malformed is not.
    async fn verify(&self, key: &PublicKey, message: &[u8], signature: &[u8]) -> Result<bool, PortError>;
}

/// The clock.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// Randomness fit for secrets.
pub trait Random: Send + Sync {
    /// Sixteen random bytes.
    fn bytes(&self) -> [u8; 16];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_written_out_and_quoted() {
        let statement = Statement {
            sql: "insert into t values (?2, ?1, ?3) -- ?11".into(),
            params: vec!["it's ?1".into(), Value::Integer(7), Value::Null],
        };
        assert_eq!(statement.to_sql(), "insert into t values (7, 'it''s ?1', null) -- null");
    }
}
