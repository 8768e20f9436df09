//! How the line moves: who is sent, who comes back to it, and when all of them wait.

use super::{
    batch::Batch,
    entry::Entry,
    hold::Hold,
    send::{self, Outcome},
    tile::Again,
};
use crate::browser::{connection, wait};
use leptos::{prelude::*, task::spawn_local};

impl Batch {
    /// Another try, as far as one makes sense.
    pub(crate) fn again(self, entry: &Entry) {
        let entry = entry.clone();
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
                entry.start_over();
                self.join(entry.key);
            }
        }
    }

    /// Lets the whole line wait, until what it waits for has come.
    pub(crate) fn wait(self, hold: Hold) {
        if self.hold.get_untracked() == Some(hold) {
            return;
        }
        self.hold.set(Some(hold));
        spawn_local(async move {
            match hold {
                Hold::Offline => connection::comes_back().await,
                Hold::TooOften(seconds) => drop(wait::millis(seconds.cast_signed() * 1000).await),
                // only who has signed in again knows when
                Hold::SignedOut => return,
            }
            self.go_on(hold);
        });
    }

    /// What the line has waited for has come.
    pub(crate) fn go_on(self, waited_for: Hold) {
        if self.hold.get_untracked() == Some(waited_for) {
            self.hold.set(None);
            self.advance();
        }
    }

    /// To the end of the line.
    pub(super) fn join(self, key: u32) {
        self.books(|books| books.line.join(key));
        self.advance();
    }

    /// Sends as many as may be sent now.
    fn advance(self) {
        while self.hold.get_untracked().is_none()
            && let Some(key) = self.books(|books| books.line.next())
        {
            match self.entry(key) {
                Some(entry) => spawn_local(self.carry(entry)),
                None => self.books(|books| books.line.leave()),
            }
        }
    }

    /// Sends one. It gives its place to the next as soon as it is stored, or cannot be.
    async fn carry(self, entry: Entry) {
        let outcome = send::upload(&entry, self).await;
        self.books(|books| books.line.leave());
        if let Outcome::Waits(hold) = outcome {
            entry.start_over();
            self.books(|books| books.line.rejoin(entry.key));
            self.wait(hold);
        }
        self.advance();
        if let Outcome::Follow(id) = outcome {
            send::follow(&entry, &id).await;
        }
    }
}
