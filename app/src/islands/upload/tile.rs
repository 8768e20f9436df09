//! What is known of one upload, and what is said about it. A plain struct: it neither sends nor shows anything.

use crate::{
    catalogue::{UploadWords, fill},
    islands::photo::Photo,
};
use domain::photo::PhotoState;

/// From when on a photo that waits is said to be waiting for the image service, in milliseconds.
const PATIENCE: i32 = 12_000;

/// How far an upload has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// For a free place among those that are sent.
    Waiting,
    /// Preview and hash are being made.
    Hashing,
    /// On its way.
    Sending,
    /// Stored; the job waits.
    Queued,
    /// Renditions are being made.
    Processing,
    /// Done.
    Ready,
    /// Something went wrong.
    Failed,
    /// It was there already.
    Duplicate,
}

impl Stage {
    /// As in `data-state`.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Hashing => "hashing",
            Self::Sending => "sending",
            Self::Queued => "queued",
            Self::Processing => "processing",
            Self::Ready => "ready",
            Self::Failed => "failed",
            Self::Duplicate => "duplicate",
        }
    }

    /// Whether leaving the page now would lose it.
    pub(crate) const fn is_sending(self) -> bool {
        matches!(self, Self::Waiting | Self::Hashing | Self::Sending)
    }
}

/// What another try would mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Again {
    /// Nothing would change.
    Never,
    /// Send the file.
    Send,
    /// It is stored: ask for its renditions.
    Process,
}

/// What happens to an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum News {
    /// Another try begins: the file waits for its turn.
    Waits,
    /// Its turn has come.
    Begins,
    /// So many per cent are sent.
    Sent(u32),
    /// Another photo of this owner has the same bytes.
    Known(Photo),
    /// This is how the photo is now, so many milliseconds after it was stored.
    Seen(Photo, i32),
    /// It was deleted while it was waited for.
    Gone,
    /// The file cannot be taken, whoever tries.
    Refused(String),
    /// It did not get through, or was not accepted.
    Lost(String),
    /// It is stored, but another try at its renditions could not be asked for.
    Stuck(String),
}

/// One upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tile {
    /// How far it has come.
    pub(crate) stage: Stage,
    /// How much of it is sent.
    pub(crate) per_cent: u32,
    /// What another try would mean.
    pub(crate) again: Again,
    /// The photo, once it is stored.
    pub(crate) photo: Option<Photo>,
    said: Option<String>,
}

impl Tile {
    /// Of a file that was just chosen.
    pub(crate) const fn new() -> Self {
        Self {
            stage: Stage::Waiting,
            per_cent: 0,
            again: Again::Never,
            photo: None,
            said: None,
        }
    }

    /// Takes note of what happened.
    pub(crate) fn note(&mut self, news: News) {
        match news {
            News::Waits => *self = Self::new(),
            News::Begins => self.go(Stage::Hashing),
            News::Sent(per_cent) => {
                self.go(Stage::Sending);
                self.per_cent = per_cent;
            }
            News::Known(photo) => {
                self.go(Stage::Duplicate);
                self.photo = Some(photo);
            }
            News::Seen(photo, gone_by) => self.see(photo, gone_by),
            News::Gone => self.fail(UploadWords::here().deleted.to_owned(), Again::Send),
            News::Refused(sentence) => self.fail(sentence, Again::Never),
            News::Lost(sentence) => self.fail(sentence, Again::Send),
            News::Stuck(sentence) => self.fail(sentence, Again::Process),
        }
    }

    fn see(&mut self, photo: Photo, gone_by: i32) {
        match photo.state {
            PhotoState::Uploading => self.go(Stage::Sending),
            PhotoState::Queued => self.go(Stage::Queued),
            PhotoState::Processing => self.go(Stage::Processing),
            PhotoState::Ready => self.go(Stage::Ready),
            PhotoState::Failed => {
                let reason = photo.reason.clone();
                self.fail(
                    reason.unwrap_or_else(|| UploadWords::here().not_processed.to_owned()),
                    Again::Process,
                );
            }
        }
        if photo.state.is_pending() && gone_by >= PATIENCE {
            self.said = Some(UploadWords::here().patience.to_owned());
        }
        self.photo = Some(photo);
    }

    fn go(&mut self, stage: Stage) {
        self.stage = stage;
        self.again = Again::Never;
        self.said = None;
    }

    fn fail(&mut self, sentence: String, again: Again) {
        self.stage = Stage::Failed;
        self.again = again;
        self.said = Some(sentence);
    }

    /// What is said about it.
    pub(crate) fn text(&self) -> String {
        if let Some(sentence) = &self.said {
            return sentence.clone();
        }
        let words = UploadWords::here();
        let text = match self.stage {
            Stage::Waiting => words.waiting,
            Stage::Hashing => words.preparing,
            Stage::Sending => return fill(words.sending, &[("n", &self.per_cent.to_string())]),
            Stage::Queued => words.queued,
            Stage::Processing => words.processing,
            Stage::Ready => words.ready,
            Stage::Failed => words.failed,
            Stage::Duplicate => words.duplicate,
        };
        text.to_owned()
    }
}

#[cfg(test)]
#[path = "tile_tests.rs"]
mod tests;
