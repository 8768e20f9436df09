//! What is known of one upload, and what is said about it. A plain struct: it neither sends nor shows anything.

pub(crate) use super::stage::Stage;
use crate::{
    catalogue::{UploadWords, fill},
    islands::photo::Photo,
};
use domain::photo::PhotoState;

/// From when on a photo that waits is said to be waiting for the image service, in milliseconds.
const PATIENCE: i32 = 12_000;

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
    /// Another photo of this owner has the same bytes; this is how it is now.
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

    /// Whether it may be taken out of the list: nothing of it is stored, or it was there before.
    pub(crate) fn is_removable(&self) -> bool {
        self.photo.is_none() || self.stage == Stage::Duplicate
    }

    /// Whether what is written here is, or will be, about a photo of its own.
    pub(crate) fn is_own_photo(&self) -> bool {
        let refused = self.stage == Stage::Failed && self.again == Again::Never && self.photo.is_none();
        !refused && self.stage != Stage::Duplicate
    }

    /// Whether leaving the page now would lose the file: it is not sent, or was lost on its way.
    pub(crate) fn is_unfinished(&self) -> bool {
        self.stage.is_sending() || self.again == Again::Send
    }

    /// Whether nothing more will happen to it by itself.
    pub(crate) const fn is_settled(&self) -> bool {
        matches!(self.stage, Stage::Ready | Stage::Failed | Stage::Duplicate)
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
                if photo.state == PhotoState::Failed {
                    self.said = Some(UploadWords::here().duplicate_failed.to_owned());
                }
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
