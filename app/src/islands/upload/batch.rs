//! All uploads of this page: who is in the line, who is under way.

use super::{
    check,
    entry::Entry,
    line::Line,
    send,
    summary::summary,
    tile::{Again, News, Stage},
};
use leptos::{prelude::*, task::spawn_local};
use web_sys::FileList;

/// All uploads of this page. Copies mean the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Batch {
    entries: RwSignal<Vec<Entry>>,
    line: StoredValue<Line>,
}

impl Batch {
    /// Without any.
    pub(crate) fn new() -> Self {
        Self {
            entries: RwSignal::new(Vec::new()),
            line: StoredValue::new(Line::default()),
        }
    }

    /// The uploads, in the order in which they were chosen.
    pub(crate) fn entries(self) -> Vec<Entry> {
        self.entries.get()
    }

    /// All in one sentence.
    pub(crate) fn summary(self) -> String {
        let stages: Vec<Stage> = self
            .entries
            .with(|entries| entries.iter().map(|entry| entry.tile.with(|tile| tile.stage)).collect());
        summary(&stages)
    }

    /// Whether leaving the page now would lose something.
    pub(crate) fn is_sending(self) -> bool {
        self.entries.with_untracked(|entries| {
            entries
                .iter()
                .any(|entry| entry.tile.with_untracked(|tile| tile.stage.is_sending()))
        })
    }

    /// Shows these files at once, and puts those that can be taken into the line.
    pub(crate) fn add(self, files: &FileList, visibility: &str) {
        for file in (0..files.length()).filter_map(|index| files.get(index)) {
            let key = self.entries.with_untracked(Vec::len).try_into().unwrap_or(u32::MAX);
            let entry = Entry::new(key, file, visibility.to_owned());
            self.entries.update(|entries| entries.push(entry.clone()));
            spawn_local(async move {
                match check::format(&entry.file).await {
                    Ok(_) => self.join(key),
                    Err(sentence) => entry.note(News::Refused(sentence.to_owned())),
                }
            });
        }
    }

    /// Another try, as far as one makes sense.
    pub(crate) fn again(self, entry: Entry) {
        let (again, photo) = entry
            .tile
            .with_untracked(|tile| (tile.again, tile.photo.as_ref().map(|photo| photo.id.clone())));
        match (again, photo) {
            (Again::Process, Some(id)) => spawn_local(async move {
                if send::process_again(&entry, &id).await {
                    send::follow(&entry, &id).await;
                }
            }),
            (Again::Never, _) => {}
            _ => {
                entry.note(News::Waits);
                entry.show_blob(&entry.file);
                self.join(entry.key);
            }
        }
    }

    fn join(self, key: u32) {
        self.line.update_value(|line| line.join(key));
        self.advance();
    }

    /// Sends as many as may be sent now. Each gives its place to the next as soon as it is stored.
    fn advance(self) {
        while let Some(key) = self.line.try_update_value(Line::next).flatten() {
            let Some(entry) = self.entry(key) else { continue };
            spawn_local(async move {
                let stored = send::upload(&entry).await;
                self.line.update_value(Line::leave);
                self.advance();
                if let Some(id) = stored {
                    send::follow(&entry, &id).await;
                }
            });
        }
    }

    fn entry(self, key: u32) -> Option<Entry> {
        self.entries
            .with_untracked(|entries| entries.iter().find(|entry| entry.key == key).cloned())
    }
}
