//! What holds at every moment, whatever has just failed.

use crate::stage::Stage;
use pollster::block_on;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Debug, Deserialize)]
struct Photo {
    token: String,
    state: String,
    visibility: String,
    withdrawn: u8,
    deleted_at: Option<i64>,
    shown: Option<u32>,
    renditions: Option<String>,
    original_attempt: Option<u32>,
    job: Option<String>,
    clean_after: Option<i64>,
}

const PHOTOS: &str = "select p.token, p.state, p.visibility, p.withdrawn, p.deleted_at, p.attempt as shown, p.renditions, \
     p.original_attempt, j.state as job, j.clean_after from photos p left join jobs j on j.photo_id = p.id";

#[derive(Debug, Deserialize)]
struct Made {
    slot: String,
}

#[derive(Debug, Deserialize)]
struct Mark {
    token: String,
}

/// Nothing that people count on is missing, and whatever is stored is known.
pub(crate) fn hold(stage: &Stage, when: &str) {
    let photos: Vec<Photo> = block_on(stage.test.query(PHOTOS));
    let files: BTreeSet<(bool, String)> = stage.test.outside.files.lock().unwrap().keys().cloned().collect();
    let there = |public: bool, name: String| {
        assert!(files.contains(&(public, name.clone())), "{when}: {name} is missing");
    };
    for photo in photos.iter().filter(|photo| photo.is_kept()) {
        let token = &photo.token;
        match photo.original_attempt {
            Some(attempt) => there(false, format!("s/{token}/{attempt}")),
            None => there(false, format!("o/{token}")),
        }
        for slot in photo.slots() {
            let attempt = photo.shown.unwrap();
            there(photo.is_in_public(), format!("r/{token}/{attempt}/{slot}"));
        }
        let moves = matches!(photo.job.as_deref(), Some("queued" | "running"));
        let over = matches!(photo.state.as_str(), "ready" | "failed");
        assert!(moves || over, "{when}: nothing moves {photo:?}");
    }
    // of somebody who leaves, files go before the row does
    let used = "select s.mark_token as token from image_settings s join users u on u.id = s.user_id \
         where s.mark_token is not null and u.leaving_at is null";
    for Mark { token } in block_on(stage.test.query::<Mark>(used)) {
        there(false, format!("m/{token}"));
    }
    let marks: Vec<Mark> = block_on(stage.test.query("select token from mark_pictures"));
    for (public, name) in &files {
        let known = photos.iter().any(|photo| photo.knows(*public, name))
            || marks.iter().any(|mark| *name == format!("m/{}", mark.token));
        assert!(
            known,
            "{when}: nobody knows of {name} (public: {public}) among {photos:?}"
        );
    }
}

impl Photo {
    fn is_kept(&self) -> bool {
        self.deleted_at.is_none() && self.state != "uploading"
    }

    /// Whether its renditions are in the public bucket.
    fn is_in_public(&self) -> bool {
        self.visibility == "public" && self.withdrawn == 0
    }

    fn slots(&self) -> Vec<String> {
        let json = self.renditions.as_deref().unwrap_or("[]");
        let made: Vec<Made> = serde_json::from_str(json).unwrap();
        made.into_iter()
            .map(|made| domain::rendition::Slot::named(&made.slot).unwrap().file_name())
            .collect()
    }

    /// Whether this object is one of what it shows, or the sweep will look for it.
    fn knows(&self, public: bool, name: &str) -> bool {
        let parts: Vec<&str> = name.split('/').collect();
        if parts.get(1) != Some(&self.token.as_str()) {
            return false;
        }
        let is = |number: &str, attempt: Option<u32>| attempt.is_some_and(|attempt| attempt.to_string() == number);
        let shown = match parts.as_slice() {
            ["o", _] => self.original_attempt.is_none(),
            ["s", _, number] => is(number, self.original_attempt),
            ["r", _, number, _] => is(number, self.shown) && public == self.is_in_public(),
            ["p", _] => self.state != "ready",
            _ => false,
        };
        let sought =
            !self.is_kept() || self.clean_after.is_some() || matches!(self.job.as_deref(), Some("queued" | "running"));
        shown || sought
    }
}
