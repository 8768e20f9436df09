//! All uploads of this page, and what is asked of all of them. How they are sent is in `carry`.

use super::{
    check,
    edit::{Draft, Fields},
    entry::Entry,
    hold::Hold,
    intake::Found,
    line::Line,
    progress::{Pace, Totals},
    tile::{News, Tile},
};
use crate::browser::clock;
use leptos::{prelude::*, task::spawn_local};

/// All uploads of this page. Copies mean the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Batch {
    /// The uploads, in the order in which they were chosen.
    pub(crate) entries: RwSignal<Vec<Entry>>,
    /// Why the line waits, if it does.
    pub(crate) hold: RwSignal<Option<Hold>>,
    /// How many files of folders were left out, because they are no photos.
    pub(crate) left_out: RwSignal<usize>,
    books: StoredValue<Books>,
}

/// What nobody sees. One value, because each kind of stored value is some kilobytes to download.
#[derive(Debug, Default)]
pub(super) struct Books {
    pub(super) line: Line,
    next_key: u32,
    digests: Vec<(String, u32)>,
    pace: Pace,
}

impl Batch {
    /// Without any.
    pub(crate) fn new() -> Self {
        Self {
            entries: RwSignal::new(Vec::new()),
            hold: RwSignal::new(None),
            left_out: RwSignal::new(0),
            books: StoredValue::new(Books::default()),
        }
    }

    /// What is asked of each tile.
    pub(crate) fn each<Value>(self, ask: impl Fn(&Tile) -> Value) -> Vec<Value> {
        self.entries
            .with(|entries| entries.iter().map(|entry| entry.tile.with(&ask)).collect())
    }

    /// How far all have come together.
    pub(crate) fn totals(self) -> Totals {
        self.entries.with(|entries| {
            entries.iter().fold(Totals::default(), |totals, entry| {
                let (stage, per_cent) = entry.tile.with(|tile| (tile.stage, tile.per_cent));
                totals.and(stage, check::bytes(&entry.file), per_cent)
            })
        })
    }

    /// How many seconds the rest will take, if that can be said.
    pub(crate) fn seconds_left(self, totals: Totals) -> Option<u32> {
        self.books(|books| books.pace.left(clock::now(), totals))
    }

    /// Whether leaving the page now would lose something: a file, or something written.
    pub(crate) fn would_lose(self) -> bool {
        self.entries.with_untracked(|entries| {
            entries.iter().any(|entry| {
                entry.tile.with_untracked(Tile::is_unfinished) || entry.draft.with_untracked(Draft::is_unsaved)
            })
        })
    }

    /// Shows these files at once, and puts those that can be taken into the line.
    pub(crate) fn add(self, found: Found, settings: &Fields) {
        self.left_out.set(found.left_out);
        for file in found.files {
            let key = self.books(|books| {
                books.next_key += 1;
                books.next_key
            });
            let entry = Entry::new(key, file, settings.clone());
            self.entries.update(|entries| entries.push(entry.clone()));
            spawn_local(async move {
                match check::format(&entry.file).await {
                    Ok(_) if entry.is_given_up() => {}
                    Ok(_) => self.join(key),
                    Err(sentence) => entry.note(News::Refused(sentence.to_owned())),
                }
            });
        }
    }

    /// Takes one out of the list, and ends its sending.
    pub(crate) fn remove(self, entry: &Entry) {
        if entry.tile.with_untracked(Tile::is_removable) {
            entry.give_up();
            self.books(|books| books.line.give_up(entry.key));
            self.entries
                .update(|entries| entries.retain(|other| other.key != entry.key));
        }
    }

    /// The upload of this page that had these bytes first, if this is not the one.
    pub(crate) fn first_with(self, digest: &str, key: u32) -> Option<Entry> {
        let holder = self.books(|Books { digests, .. }| {
            let known = digests.iter().find(|(known, _)| known == digest).map(|(_, key)| *key);
            if known.is_none() {
                digests.push((digest.to_owned(), key));
            }
            known
        });
        let holder = holder.filter(|holder| *holder != key)?;
        self.entry(holder)
    }

    /// Only a page that is gone has no books: then nothing matters any more.
    pub(super) fn books<Value: Default>(self, work: impl FnOnce(&mut Books) -> Value) -> Value {
        self.books.try_update_value(work).unwrap_or_default()
    }

    /// The upload with this key, if it is still in the list.
    pub(super) fn entry(self, key: u32) -> Option<Entry> {
        self.entries
            .with_untracked(|entries| entries.iter().find(|entry| entry.key == key).cloned())
    }
}
