//! What is written about one upload, and how much of it the site has. A plain struct: it neither sends nor shows anything.

use super::fields::{Field, Fields};

/// How many characters of an upload's address may be taken by texts. Addresses are cut off at 16 kB on their way, and a
/// description in Chinese alone may be longer: what does not fit is saved after the upload.
const ROOM: usize = 6000;

/// How saving fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Saving {
    /// There was nothing to save yet.
    Quiet,
    /// Changes are on their way.
    UnderWay,
    /// All that was written is saved.
    Saved,
    /// It did not work, and why.
    Failed(String),
    /// The photo was there already, and keeps what is written about it unless its owner says otherwise.
    Held,
}

/// What is written about one upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    given: Fields,
    typed: Fields,
    /// What the site has, once the photo has been sent there. Several if it is one of them, nobody knows which.
    stored: Vec<Fields>,
    /// What went with tries that were sent whole and then lost: any of them may have arrived.
    sent: Vec<Fields>,
    /// How saving fares.
    pub(crate) saving: Saving,
}

impl Draft {
    /// With what was set for all before the file was chosen.
    pub(crate) fn new(given: Fields) -> Self {
        Self {
            typed: given.clone(),
            given,
            stored: Vec::new(),
            sent: Vec::new(),
            saving: Saving::Quiet,
        }
    }

    /// What is written now.
    pub(crate) const fn typed(&self) -> &Fields {
        &self.typed
    }

    /// Somebody writes.
    pub(crate) fn write(&mut self, field: Field, text: &str) {
        self.typed.set(field, text);
    }

    /// The upload begins: what goes with it.
    pub(crate) fn goes(&mut self) -> Vec<(Field, String)> {
        let (mut stored, mut room, mut with) = (Fields::default(), ROOM, Vec::new());
        for field in Field::ALL {
            let text = self.typed.get(field);
            let length = encoded_length(text);
            if !text.is_empty() && length <= room {
                room -= length;
                stored.set(field, text);
                with.push((field, text.to_owned()));
            }
        }
        self.stored = vec![stored];
        with
    }

    /// The upload did not arrive, and nothing of what went with it.
    pub(crate) fn lost(&mut self) {
        self.stored.clear();
    }

    /// The whole upload was sent, and the answer lost: it may have arrived, with what went with it.
    pub(crate) fn may_have_arrived(&mut self) {
        self.sent.append(&mut self.stored);
    }

    /// Whether a try that was lost may have arrived.
    pub(crate) fn may_be_stored(&self) -> bool {
        !self.sent.is_empty()
    }

    /// An earlier try has arrived after all. So the site has what went with that one, and nothing of the last one's.
    pub(crate) fn arrived_before(&mut self) {
        self.stored = std::mem::take(&mut self.sent);
    }

    /// The photo was there already: only what was written for this very file could still be saved.
    pub(crate) fn known(&mut self) {
        let mut stored = self.typed.clone();
        for field in self.typed.differing(&self.given) {
            stored.set(field, "");
        }
        self.stored = vec![stored];
        if self.is_unsaved() {
            self.saving = Saving::Held;
        }
    }

    /// Whether something is written that the site does not have, although it has the photo.
    pub(crate) fn is_unsaved(&self) -> bool {
        self.changes().next().is_some()
    }

    fn changes(&self) -> impl Iterator<Item = Field> {
        Field::ALL.into_iter().filter(move |field| {
            self.stored
                .iter()
                .any(|stored| stored.get(*field) != self.typed.get(*field))
        })
    }

    /// Begins to save, if there is something to save and nothing under way.
    pub(crate) fn begin(&mut self) -> Option<Vec<(Field, String)>> {
        let changes: Vec<_> = self
            .changes()
            .map(|field| (field, self.typed.get(field).to_owned()))
            .collect();
        if changes.is_empty() || self.saving == Saving::UnderWay {
            return None;
        }
        self.saving = Saving::UnderWay;
        Some(changes)
    }

    /// These changes are saved.
    pub(crate) fn saved(&mut self, changes: &[(Field, String)]) {
        for stored in &mut self.stored {
            for (field, text) in changes {
                stored.set(*field, text);
            }
        }
        self.saving = Saving::Saved;
    }

    /// Changes were not saved; they stay written.
    pub(crate) fn refused(&mut self, sentence: String) {
        self.saving = Saving::Failed(sentence);
    }
}

/// How long a text is in an address, where every byte but letters and digits takes three characters.
fn encoded_length(text: &str) -> usize {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { 1 } else { 3 })
        .sum()
}

#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
