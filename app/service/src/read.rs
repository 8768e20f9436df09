//! What is shown: lists and single photos, as this viewer may see them.

use crate::{
    Result, World,
    config::Config,
    made::Made,
    paging::{self, fill},
    sql::{
        self,
        cursor::Cursor,
        photos::{BareRow, PhotoRow},
    },
};
use domain::{
    access::{Action, Blocks, Subject, Viewer, may, may_download},
    download::Form,
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
    let mut left = paging::MOST_ROWS.max(limit + 1);
    for _ in 0..paging::ROUNDS {
        let asked = left.min(limit + 1);
        let rows: Vec<PhotoRow> = world.db.run(sql::photos::newest(viewer, cursor, asked)).await?.all()?;
        fill(&world.config, viewer, &mut shown, rows, limit, asked);
        left -= asked;
        cursor = Cursor::read(shown.next.as_deref());
        // one row alone would only say that there are more
        if cursor.is_none() || paging::is_full(&shown, limit) || left < 2 {
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
    /// If it is put together from parts of what is stored: of which.
    pub made: Option<Made>,
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
    /// Whether the database did not answer: if there is no such object, nobody knows what that means.
    pub unsure: bool,
}

/// What an address under `/media/` stands for; `None` if nothing, or if this viewer may not see it.
///
/// Only the shown attempt's renditions exist: those of lost attempts are never served. If the database does not answer, a rendition
/// is looked for among the public ones (`without_database`).
///
/// # Errors
/// If the database does not answer, and it is something else.
pub async fn media(world: &World, viewer: Viewer, name: &str) -> Result<Option<Media>> {
    let key = StorageKey::parse(name);
    let Some((key, token)) = key.and_then(|key| Some((key, key.token()?))) else {
        return Ok(None);
    };
    let mut statements = vec![sql::photos::by_token(token, viewer)];
    if matches!(key, StorageKey::Bare(_)) {
        statements.push(sql::photos::bare(token));
    }
    let mut rows = match world.db.batch(statements).await {
        Ok(rows) => rows.into_iter(),
        Err(error) => return Ok(Some(without_database(key).ok_or(error)?)),
    };
    let row: Option<PhotoRow> = rows.next().unwrap_or_default().first()?;
    let bare: Option<BareRow> = rows.next().unwrap_or_default().first()?;
    Ok(row.and_then(|row| media_of(viewer, key, &row, bare.as_ref())))
}

/// A rendition, if it is in the public bucket: that it is there is the proof. Only renditions of public photos get there, under
/// names that nobody can guess, and one that is public no longer is removed from there by the very change. Where a media domain
/// serves that bucket, it does so always, and asks no database either. Nobody keeps it for long.
///
/// What is lost meanwhile: that somebody is suspended or leaves whose files are still to be withdrawn, and files that a change
/// could not remove and the next sweep will.
fn without_database(key: StorageKey) -> Option<Media> {
    let StorageKey::Rendition(_, _, slot) = key else {
        return None;
    };
    Some(Media {
        bucket: Bucket::Public,
        key,
        content_type: slot.media_type.as_str(),
        cache_control: "private, max-age=60",
        open: true,
        listed: false,
        made: None,
        save_as: None,
        unsure: true,
    })
}

fn media_of(viewer: Viewer, key: StorageKey, row: &PhotoRow, bare: Option<&BareRow>) -> Option<Media> {
    let allowed = |viewer| match key {
        StorageKey::Original(_) => may_download(viewer, Form::Whole, row.subject(), row.offer()),
        StorageKey::Bare(_) => may_download(viewer, Form::Bare, row.subject(), row.offer()),
        _ => may(viewer, Action::View, row.subject()),
    };
    let is_original = matches!(key, StorageKey::Original(_) | StorageKey::Bare(_));
    let (bucket, media_type) = match key {
        StorageKey::Original(_) | StorageKey::Bare(_) => (Bucket::Private, row.media_type),
        // they have no addresses
        StorageKey::SmallerOriginal(..)
        | StorageKey::Mark(_)
        | StorageKey::Export(..)
        | StorageKey::ExportSlice(..)
        | StorageKey::BackupSlice(..)
        | StorageKey::BackupManifest(_)
        | StorageKey::BackupIndex => return None,
        StorageKey::Preview(_) => (Bucket::Private, row.preview_type?),
        StorageKey::Rendition(_, attempt, slot) => {
            let shown = row.state == PhotoState::Ready && row.attempt == Some(attempt);
            (row.bucket(), shown.then_some(slot.media_type)?)
        }
    };
    let made = match key {
        StorageKey::Bare(_) => Some(Made::of(bare?)?),
        _ => None,
    };
    let open = allowed(Viewer::Anonymous);
    allowed(viewer).then(|| Media {
        bucket,
        key: if is_original { row.original() } else { key },
        made,
        content_type: media_type.as_str(),
        cache_control: key.cache_control(if open { row.visibility } else { Visibility::Private }),
        open,
        listed: may(Viewer::Anonymous, Action::List, row.subject()),
        save_as: is_original.then(|| format!("heliograph-{}.{}", row.id, row.media_type.extension())),
        unsure: false,
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

    /// The form in which its original is had by somebody who may have these: whole if they may, else without its metadata if
    /// that can be had.
    pub(crate) fn form_for(&self, may: impl Fn(Form) -> bool) -> Option<Form> {
        [Form::Whole, Form::Bare]
            .into_iter()
            .find(|form| may(*form) && (*form == Form::Whole || self.has_bare == 1))
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
        original: original(viewer, &row).map(StorageKey::path),
        download: for_owner.then_some(row.download),
        url: format!("/photos/{}", row.id),
        owner: Person {
            handle: row.handle,
            name: row.name,
        },
    }
}

/// A photo's original in the form in which this viewer may download it.
fn original(viewer: Viewer, row: &PhotoRow) -> Option<StorageKey> {
    let form = row.form_for(|form| may_download(viewer, form, row.subject(), row.offer()))?;
    Some(match form {
        Form::Whole => StorageKey::Original(row.token),
        Form::Bare => StorageKey::Bare(row.token),
    })
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
