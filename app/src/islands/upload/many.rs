//! What is done to many uploads at once: to those that are chosen, or to all if none is.

use super::{
    batch::Batch,
    edit::{Draft, Field, Fields, Saving, add_tags, readable, save},
    entry::Entry,
    tile::{Again, Tile},
};
use leptos::prelude::*;

impl Batch {
    /// How many are chosen.
    pub(crate) fn count_chosen(self) -> usize {
        self.entries
            .with(|entries| entries.iter().filter(|entry| entry.chosen.get()).count())
    }

    /// How many could be tried again.
    pub(crate) fn count_lost(self) -> usize {
        self.each(|tile| tile.again != Again::Never)
            .into_iter()
            .filter(|lost| *lost)
            .count()
    }

    /// About how many something is written that could not be saved.
    pub(crate) fn count_unsaved(self) -> usize {
        let failed = |entry: &&Entry| entry.draft.with(|draft| matches!(draft.saving, Saving::Failed(_)));
        self.entries.with(|entries| entries.iter().filter(failed).count())
    }

    /// Chooses all, or none.
    pub(crate) fn choose_all(self, chosen: bool) {
        for entry in self.entries.get_untracked() {
            entry.chosen.set(chosen);
        }
    }

    fn chosen(self) -> Vec<Entry> {
        let mut entries = self.entries.get_untracked();
        entries.retain(|entry| entry.chosen.get_untracked());
        entries
    }

    /// Those that something is to be written about. A photo that was there before is none of them.
    fn meant(self) -> Vec<Entry> {
        let chosen = self.chosen();
        let mut meant = if chosen.is_empty() {
            self.entries.get_untracked()
        } else {
            chosen
        };
        meant.retain(|entry| entry.tile.with_untracked(Tile::is_own_photo));
        meant
    }

    /// Writes these about them: tags come to those that they have; a description that is empty changes nothing.
    pub(crate) fn apply(self, settings: &Fields) {
        for entry in self.meant() {
            for field in Field::SHARED {
                let text = settings.get(field);
                if field == Field::Tags {
                    let tags = entry.draft.with_untracked(|draft| draft.typed().get(field).to_owned());
                    entry.write(field, &add_tags(&tags, text));
                } else if !text.is_empty() {
                    entry.write(field, text);
                }
            }
            save(&entry);
        }
    }

    /// Gives those without a title the name of their file.
    pub(crate) fn name_after_files(self) {
        for entry in self.meant() {
            let untitled = entry
                .draft
                .with_untracked(|draft| draft.typed().get(Field::Title).is_empty());
            if untitled {
                entry.write(Field::Title, &readable(&entry.file.name()));
                save(&entry);
            }
        }
    }

    /// Tries all again that were lost.
    pub(crate) fn again_all(self) {
        for entry in self.entries.get_untracked() {
            self.again(&entry);
        }
    }

    /// Takes the chosen out of the list, as far as they are not stored.
    pub(crate) fn remove_chosen(self) {
        for entry in self.chosen() {
            self.remove(&entry);
            entry.chosen.set(false);
        }
    }

    /// Makes room for more: whatever is done, and saved, goes from the list.
    pub(crate) fn clear_done(self) {
        self.entries.update(|entries| {
            entries.retain(|entry| {
                let done = entry
                    .tile
                    .with_untracked(|tile| tile.is_settled() && tile.photo.is_some());
                !done || entry.draft.with_untracked(Draft::is_unsaved)
            });
        });
    }
}
