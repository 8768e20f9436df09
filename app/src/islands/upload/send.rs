//! One file's way to the site: preview, hash, upload, and the preview after it.

use super::{
    batch::Batch,
    check, digest,
    edit::{Draft, query, save},
    entry::Entry,
    hold::Hold,
    look::{self, Preview},
    tile::News,
};
use crate::{
    browser::{
        connection,
        request::{Answer, Ask, send, send_abortable},
        wait,
    },
    catalogue::ConnectionWords,
    islands::{photo::Photo, watch::until_settled},
};
use leptos::prelude::*;

/// What is to be done after a file was sent, or was not.
pub(crate) enum Outcome {
    /// It is stored: see what becomes of it.
    Follow(String),
    /// Nothing could be sent now, this file as little as any.
    Waits(Hold),
    /// Nothing.
    Ended,
}

/// Sends a file. What comes of it is news for its tile.
pub(crate) async fn upload(entry: &Entry, batch: Batch) -> Outcome {
    entry.note(News::Begins);
    let outcome = try_upload(entry, batch).await;
    if entry.is_given_up() {
        return Outcome::Ended;
    }
    if !matches!(outcome, Ok(Outcome::Follow(_) | Outcome::Ended)) {
        entry.draft.update(Draft::lost);
    }
    outcome.unwrap_or_else(|news| {
        entry.note(news);
        Outcome::Ended
    })
}

async fn try_upload(entry: &Entry, batch: Batch) -> Result<Outcome, News> {
    let refused = |sentence: &str| News::Refused(sentence.to_owned());
    let lost = |sentence: &str| News::Lost(sentence.to_owned());
    let format = check::format(&entry.file).await.map_err(refused)?;
    let preview = look::at(entry).await.map_err(refused)?;
    let digest = digest::repr_digest(&entry.file).await.map_err(lost)?;
    if let Some(photo) = twin(entry, batch, digest.as_deref()).await {
        return Ok(known(entry, photo));
    }
    if entry.is_given_up() {
        return Ok(Outcome::Ended);
    }
    let mut headers = vec![("content-type", format.as_str().to_owned())];
    headers.extend(digest.map(|digest| ("repr-digest", digest)));
    match post(entry, &headers).await {
        Some(answer) => stored(entry, &answer, preview).await,
        None => unanswered(entry).await,
    }
}

/// The photo that another upload of this page has made of the same bytes, once it has.
async fn twin(entry: &Entry, batch: Batch, digest: Option<&str>) -> Option<Photo> {
    let first = batch.first_with(digest?, entry.key)?;
    let under_way = || first.tile.with_untracked(|tile| tile.stage.is_sending()) && !first.is_given_up();
    while under_way() && !entry.is_given_up() {
        wait::millis(200).await.ok()?;
    }
    first.tile.with_untracked(|tile| tile.photo.clone())
}

async fn post(entry: &Entry, headers: &[(&'static str, String)]) -> Option<Answer> {
    let with = entry.draft.try_update(Draft::goes).unwrap_or_default();
    let ask = Ask {
        method: "POST",
        url: &format!("/api/v1/photos?{}", query(&with)),
        headers,
        body: Some(&entry.file),
    };
    let tile = entry.tile;
    entry.note(News::Sent(0));
    let progress = move |per_cent| tile.update(|tile| tile.note(News::Sent(per_cent)));
    send_abortable(ask, |request| entry.is_sent_by(request), progress)
        .await
        .ok()
}

/// There was no answer: it is either this file, or the connection.
async fn unanswered(entry: &Entry) -> Result<Outcome, News> {
    if entry.tile.with_untracked(|tile| tile.per_cent == 100) {
        entry.draft.update(Draft::may_have_arrived);
    }
    if entry.is_given_up() || connection::is_there().await {
        return Err(News::Lost(ConnectionWords::here().lost.to_owned()));
    }
    Ok(Outcome::Waits(Hold::Offline))
}

/// Reads the answer to an upload, and sends the preview after a new photo.
async fn stored(entry: &Entry, answer: &Answer, preview: Option<Preview>) -> Result<Outcome, News> {
    let photo = match (answer.status, Photo::read(&answer.json)) {
        (201, Some(photo)) => photo,
        // an earlier try of ours, whose answer was lost
        (200, Some(photo)) if entry.draft.with_untracked(Draft::may_be_stored) => {
            entry.draft.update(Draft::arrived_before);
            photo
        }
        (200, Some(photo)) => return Ok(known(entry, photo)),
        (status, _) => {
            let hold = Hold::of_status(status, answer.retry_after);
            return hold.map(Outcome::Waits).ok_or_else(|| News::Lost(answer.refusal()));
        }
    };
    let id = photo.id.clone();
    entry.note(News::Seen(photo, 0));
    save(entry);
    if let Some(preview) = preview {
        look::send(&id, &preview).await;
    }
    Ok(Outcome::Follow(id))
}

/// It was there already. If it is not ready yet, what becomes of it is of interest all the same.
fn known(entry: &Entry, photo: Photo) -> Outcome {
    let pending = photo.state.is_pending().then(|| photo.id.clone());
    entry.draft.update(Draft::known);
    entry.note(News::Known(photo));
    pending.map_or(Outcome::Ended, Outcome::Follow)
}

/// Follows a stored photo until nothing more will happen to it.
pub(crate) async fn follow(entry: &Entry, id: &str) {
    let is_known = !entry.tile.with_untracked(super::tile::Tile::is_own_photo);
    let seen = |photo, gone_by| {
        entry.note(if is_known {
            News::Known(photo)
        } else {
            News::Seen(photo, gone_by)
        });
    };
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
