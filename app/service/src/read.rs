//! What is shown: lists and single photos, as this viewer may see them.

use crate::{
    Result, World,
    config::Config,
    paging::{self, fill},
    ports::PortError,
    sql::{self, cursor::Cursor, photos::PhotoRow},
};
use domain::{
    access::{Action, Blocks, Subject, Viewer, may},
    id::PhotoId,
    limits::{MAX_API_PAGE, PAGE_SIZE},
    photo::{PhotoState, Visibility},
    rendition::{Rendition, Slot},
    storage::{Bucket, StorageKey},
    view::{Page, Person, PhotoView, RenditionView},
};

pub use crate::profile::{Tools, person, person_list};

/// The newest public photos.
///
/// # Errors
/// If the database does not answer. A cursor that cannot be read begins at the newest.
pub async fn home(world: &World, viewer: Viewer, cursor: Option<&str>) -> Result<Page<PhotoView>> {
    list(world, viewer, cursor, PAGE_SIZE).await
}

/// The newest public photos, `limit` of them (1 to 100).
///
/// # Errors
/// As [`home`].
pub async fn list(world: &World, viewer: Viewer, cursor: Option<&str>, limit: u32) -> Result<Page<PhotoView>> {
    let limit = limit.clamp(1, MAX_API_PAGE);
    let mut cursor = Cursor::read(cursor);
    let mut shown = paging::nothing();
    for _ in 0..paging::ROUNDS {
        let rows = sql::photos::newest(viewer, cursor, limit + 1);
        let rows: Vec<PhotoRow> = world.db.run(rows).await?.all()?;
        fill(&world.config, viewer, &mut shown, rows, limit);
        cursor = Cursor::read(shown.next.as_deref());
        if cursor.is_none() || paging::is_full(&shown, limit) {
            break;
        }
    }
    Ok(shown)
}

/// One photo; `None` if there is none or this viewer may not see it.
///
/// # Errors
/// If the database does not answer.
pub async fn photo(world: &World, viewer: Viewer, id: PhotoId) -> Result<Option<PhotoView>> {
    let row: Option<PhotoRow> = world.db.run(sql::photos::by_id(id, viewer)).await?.first()?;
    Ok(row
        .filter(|row| may(viewer, Action::View, row.subject()))
        .map(|row| view(&world.config, viewer, row)))
}

/// A stored file that this viewer may fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Where it is.
    pub bucket: Bucket,
    /// Its name there.
    pub key: StorageKey,
    /// Its `Content-Type`.
    pub content_type: &'static str,
    /// Its `Cache-Control`.
    pub cache_control: &'static str,
    /// Whether everybody who has its address may fetch it.
    pub open: bool,
    /// Whether everybody may meet its photo in lists, and so find it.
    pub listed: bool,
    /// The name to save it under, for originals.
    pub save_as: Option<String>,
}

/// What an address under `/media/` stands for; `None` if nothing, or if this viewer may not see it.
///
/// Only the shown attempt's renditions exist: those of lost attempts are never served.
///
/// # Errors
/// If the database does not answer.
pub async fn media(world: &World, viewer: Viewer, name: &str) -> Result<Option<Media>> {
    let Some(key) = StorageKey::parse(name) else {
        return Ok(None);
    };
    let row = world.db.run(sql::photos::by_token(key.token(), viewer)).await?;
    let row: Option<PhotoRow> = row.first()?;
    Ok(row.and_then(|row| media_of(viewer, key, &row)))
}

fn media_of(viewer: Viewer, key: StorageKey, row: &PhotoRow) -> Option<Media> {
    let (action, bucket, media_type, save_as) = match key {
        StorageKey::Original(_) => {
            let name = format!("heliograph-{}.{}", row.id, row.media_type.extension());
            (Action::Original, Bucket::Private, row.media_type, Some(name))
        }
        // they have no addresses
        StorageKey::SmallerOriginal(..)
        | StorageKey::Mark(_)
        | StorageKey::Export(..)
        | StorageKey::ExportSlice(..) => return None,
        StorageKey::Preview(_) => (Action::View, Bucket::Private, row.preview_type?, None),
        StorageKey::Rendition(_, attempt, slot) => {
            let shown = row.state == PhotoState::Ready && row.attempt == Some(attempt);
            let bucket = row.bucket();
            (Action::View, bucket, shown.then_some(slot.media_type)?, None)
        }
    };
    let open = may(Viewer::Anonymous, action, row.subject());
    may(viewer, action, row.subject()).then(|| Media {
        bucket,
        key: match key {
            StorageKey::Original(_) => row.original(),
            other => other,
        },
        content_type: media_type.as_str(),
        cache_control: key.cache_control(if open { row.visibility } else { Visibility::Private }),
        open,
        listed: may(Viewer::Anonymous, Action::List, row.subject()),
        save_as,
    })
}

impl PhotoRow {
    /// What permission depends on.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject {
            owner: self.owner_id,
            visibility: self.visibility,
            state: self.state,
            showable: self.state == PhotoState::Ready || self.preview_type.is_some(),
            hidden: self.hidden == 1,
            leaving: self.owner_leaving == 1,
            blocks: Blocks {
                by_them: self.blocked_by_owner > 0,
                by_viewer: self.blocked_by_viewer > 0,
            },
        }
    }

    /// What was made of it, as far as that is shown.
    pub(crate) fn made(&self) -> Vec<Rendition> {
        let json = self.renditions.as_deref().unwrap_or("[]");
        serde_json::from_str(json).unwrap_or_default()
    }
}

/// A row as this viewer may see it. Call it only for a row that they may.
#[must_use]
pub fn view(config: &Config, viewer: Viewer, row: PhotoRow) -> PhotoView {
    let for_owner = may(viewer, Action::Original, row.subject());
    let address = |attempt, slot| file_url(config, row.bucket(), StorageKey::Rendition(row.token, attempt, slot));
    let shown = |attempt| rendition_views(&row, |slot| address(attempt, slot));
    PhotoView {
        id: row.id,
        state: row.state,
        reason: row.reason.filter(|_| for_owner),
        title: row.title.clone(),
        description: row.description.clone(),
        alt: row.alt.clone(),
        licence: row.licence,
        tags: serde_json::from_str(&row.tags).unwrap_or_default(),
        width: row.width,
        height: row.height,
        taken_at: row.taken_at.clone(),
        created_at: row.created_at,
        visibility: row.visibility,
        placeholder: row.placeholder.clone(),
        colours: row
            .colours
            .as_deref()
            .and_then(|json| serde_json::from_str(json).ok())
            .unwrap_or_default(),
        renditions: row.attempt.map(shown).unwrap_or_default(),
        preview: row.preview_type.map(|_| StorageKey::Preview(row.token).path()),
        camera: row.camera.as_deref().and_then(|json| serde_json::from_str(json).ok()),
        original: for_owner.then(|| StorageKey::Original(row.token).path()),
        url: format!("/photos/{}", row.id),
        owner: Person {
            handle: row.handle,
            name: row.name,
        },
    }
}

/// The renditions of a photo, each at the address that its slot has.
pub(crate) fn rendition_views(row: &PhotoRow, address: impl Fn(Slot) -> String) -> Vec<RenditionView> {
    let view = |made: Rendition| {
        Some(RenditionView {
            width: made.width,
            height: made.height,
            media_type: made.media_type,
            bytes: made.bytes,
            url: address(Slot::named(&made.slot)?),
        })
    };
    row.made().into_iter().filter_map(view).collect()
}

/// The address of a rendition in this bucket: a path on this site, or an absolute address.
pub(crate) fn file_url(config: &Config, bucket: Bucket, key: StorageKey) -> String {
    match (bucket, &config.media_origin) {
        (Bucket::Public, Some(origin)) => format!("{origin}/{}", key.name()),
        _ => key.path(),
    }
}

/// A row that this viewer may do this to.
///
/// # Errors
/// [`crate::Error::NotFound`] if there is none, or they may not; [`crate::Error::OutOfScope`] if only their token may not.
pub(crate) async fn row_for(world: &World, viewer: Viewer, action: Action, id: PhotoId) -> Result<PhotoRow> {
    let row: Option<PhotoRow> = world.db.run(sql::photos::by_id(id, viewer)).await?.first()?;
    match row {
        Some(row) if may(viewer, action, row.subject()) => Ok(row),
        Some(row) if may(viewer.unscoped(), action, row.subject()) => Err(crate::Error::OutOfScope),
        _ => Err(crate::Error::NotFound),
    }
}

/// The home page's version: it grows with every change that the page shows.
///
/// # Errors
/// If the database does not answer.
pub async fn home_version(world: &World) -> Result<i64> {
    #[derive(serde::Deserialize)]
    struct Version {
        version: i64,
    }
    let row: Option<Version> = world.db.run(sql::photos::home_version()).await?.first()?;
    Ok(row
        .ok_or_else(|| PortError::new("read the home page's version", "no row"))?
        .version)
}

/// Whether a page (`home/en`) may be written to KV now: once in this many seconds, for all locations together.
///
/// # Errors
/// If the database does not answer.
pub async fn may_keep(world: &World, page: &str, seconds: i64) -> Result<bool> {
    let now = world.now();
    let kept = sql::photos::page_kept(page, now, now.plus_seconds(-seconds));
    Ok(world.db.run(kept).await?.changes == 1)
}
