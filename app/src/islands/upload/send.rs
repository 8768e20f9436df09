//! One file's way to the site: preview, hash, upload, and the preview after it.

use super::{check, digest, entry::Entry, preview, tile::News};
use crate::{
    browser::request::{Answer, Ask, send},
    catalogue::ConnectionWords,
    islands::{photo::Photo, watch::until_settled},
};
use leptos::prelude::Update;
use web_sys::Blob;

/// A preview and the size of the photo it was made of.
struct Preview {
    blob: Blob,
    natural: (u32, u32),
}

/// Sends a file. What comes of it is news for its tile; the photo comes back if it is to be waited for.
pub(crate) async fn upload(entry: &Entry) -> Option<String> {
    entry.note(News::Begins);
    match try_upload(entry).await {
        Ok(id) => id,
        Err(news) => {
            entry.note(news);
            None
        }
    }
}

async fn try_upload(entry: &Entry) -> Result<Option<String>, News> {
    let refused = |sentence: &str| News::Refused(sentence.to_owned());
    let lost = |sentence: &str| News::Lost(sentence.to_owned());
    let format = check::format(&entry.file).await.map_err(refused)?;
    let preview = look(entry).await.map_err(refused)?;
    let digest = digest::repr_digest(&entry.file).await.map_err(lost)?;

    let mut headers = vec![("content-type", format.as_str().to_owned())];
    headers.extend(digest.map(|digest| ("repr-digest", digest)));
    let url = format!("/api/v1/photos?title=&visibility={}", entry.visibility);
    let ask = Ask {
        method: "POST",
        url: &url,
        headers: &headers,
        body: Some(&entry.file),
    };
    let tile = entry.tile;
    entry.note(News::Sent(0));
    let progress = move |per_cent| tile.update(|tile| tile.note(News::Sent(per_cent)));
    let answer = send(ask, progress)
        .await
        .map_err(|_| lost(ConnectionWords::here().lost))?;
    stored(entry, &answer, preview).await
}

/// Reads the answer to an upload, and sends the preview after a new photo.
async fn stored(entry: &Entry, answer: &Answer, preview: Option<Preview>) -> Result<Option<String>, News> {
    let photo = match (answer.status, Photo::read(&answer.json)) {
        (201, Some(photo)) => photo,
        (200, Some(photo)) => {
            entry.note(News::Known(photo));
            return Ok(None);
        }
        _ => return Err(News::Lost(answer.refusal())),
    };
    let id = photo.id.clone();
    entry.note(News::Seen(photo, 0));
    if let Some(preview) = preview {
        send_preview(&id, &preview).await;
    }
    Ok(Some(id))
}

/// Makes the preview, and shows it instead of the much larger file. `None` where the browser cannot.
///
/// # Errors
/// A sentence for the visitor if the photo has too many pixels.
async fn look(entry: &Entry) -> Result<Option<Preview>, &'static str> {
    let Some(url) = entry.object_url() else { return Ok(None) };
    let Ok(natural) = preview::natural_size(&url).await else {
        return Ok(None);
    };
    check::pixels(natural.0, natural.1)?;
    let Ok(blob) = preview::make(&entry.file, natural).await else {
        return Ok(None);
    };
    entry.show_blob(&blob);
    Ok(Some(Preview { blob, natural }))
}

/// A photo without preview is one that others see a little later: nothing to trouble anybody with.
async fn send_preview(id: &str, preview: &Preview) {
    let url = format!("/api/v1/photos/{id}/preview");
    let headers = [
        ("content-type", preview.blob.type_()),
        ("heliograph-width", preview.natural.0.to_string()),
        ("heliograph-height", preview.natural.1.to_string()),
    ];
    let ask = Ask {
        method: "PUT",
        url: &url,
        headers: &headers,
        body: Some(&preview.blob),
    };
    let _ = send(ask, |_| {}).await;
}

/// Follows a stored photo until nothing more will happen to it.
pub(crate) async fn follow(entry: &Entry, id: &str) {
    let seen = |photo, gone_by| entry.note(News::Seen(photo, gone_by));
    if until_settled(id, seen).await.is_none() {
        entry.note(News::Gone);
    }
}

/// Asks for the renditions of a stored photo once more. Whether it is to be waited for.
pub(crate) async fn process_again(entry: &Entry, id: &str) -> bool {
    let url = format!("/api/v1/photos/{id}/retry");
    let sentence = match send(Ask::plain("POST", &url), |_| {}).await {
        Ok(answer) if answer.status == 200 => return true,
        Ok(answer) => answer.refusal(),
        Err(_) => ConnectionWords::here().lost.to_owned(),
    };
    entry.note(News::Stuck(sentence));
    false
}
