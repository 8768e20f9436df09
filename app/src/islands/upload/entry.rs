//! One chosen file with what is shown of it and written about it.

use super::{
    edit::{Draft, Field, Fields, write_input},
    tile::{News, Tile},
};
use crate::text::picture::Picture;
use leptos::{html, prelude::*};
use web_sys::{Blob, File, Url, XmlHttpRequest};

/// A file and its tile. Copies are cheap and mean the same upload.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Tells it from the others.
    pub(crate) key: u32,
    /// The file.
    pub(crate) file: File,
    /// What is written about it.
    pub(crate) draft: RwSignal<Draft>,
    /// Where it is written.
    pub(crate) editor: NodeRef<html::Div>,
    /// How it fares.
    pub(crate) tile: RwSignal<Tile>,
    /// What the tile shows.
    pub(crate) image: RwSignal<Option<Picture>>,
    /// Whether it is among those that something is to be done with.
    pub(crate) chosen: RwSignal<bool>,
    books: StoredValue<Books>,
}

/// What nobody sees of it.
#[derive(Debug, Clone, Default)]
struct Books {
    given_up: bool,
    request: Option<XmlHttpRequest>,
}

impl Entry {
    /// Of a file that was just chosen: it is shown at once, as it is.
    pub(crate) fn new(key: u32, file: File, settings: Fields) -> Self {
        let entry = Self {
            key,
            file,
            draft: RwSignal::new(Draft::new(settings)),
            editor: NodeRef::new(),
            tile: RwSignal::new(Tile::new()),
            image: RwSignal::new(None),
            chosen: RwSignal::new(false),
            books: StoredValue::new(Books::default()),
        };
        entry.show_blob(&entry.file);
        entry
    }

    /// Takes note of what happened, and shows the renditions once there are any.
    pub(crate) fn note(&self, news: News) {
        if let News::Refused(_) = news {
            self.show(None);
        }
        self.tile.update(|tile| tile.note(news));
        let ready = self
            .tile
            .with_untracked(|tile| tile.photo.as_ref().and_then(|photo| photo.picture.clone()));
        if ready.is_some() {
            self.show(ready);
        }
    }

    /// Back to where it was when it was chosen, to be sent (again).
    pub(crate) fn start_over(&self) {
        self.note(News::Waits);
        self.show_blob(&self.file);
    }

    /// Writes something about it that was not typed there.
    pub(crate) fn write(&self, field: Field, text: &str) {
        self.draft.update(|draft| draft.write(field, text));
        write_input(self.editor, field, text);
    }

    /// Shows a file that is in this browser.
    pub(crate) fn show_blob(&self, blob: &Blob) {
        if let Ok(src) = Url::create_object_url_with_blob(blob) {
            self.show(Some(Picture::single(src)));
        }
    }

    /// Shows something else than before, and lets go of what was shown before.
    fn show(&self, picture: Option<Picture>) {
        let before = self.image.get_untracked();
        self.image.set(picture);
        if let Some(before) = before.filter(|before| before.src.starts_with("blob:")) {
            // only a malformed address is refused
            let _ = Url::revoke_object_url(&before.src);
        }
    }

    /// The address of the file itself, while that is what the tile shows.
    pub(crate) fn object_url(&self) -> Option<String> {
        self.image
            .get_untracked()
            .map(|picture| picture.src)
            .filter(|src| src.starts_with("blob:"))
    }

    /// Remembers the request that sends it.
    pub(crate) fn is_sent_by(&self, request: &XmlHttpRequest) {
        self.books.update_value(|books| books.request = Some(request.clone()));
    }

    /// Ends whatever is done for it, and shows it no more.
    pub(crate) fn give_up(&self) {
        self.books.update_value(|books| books.given_up = true);
        if let Some(request) = self.books.get_value().request {
            // one that has ended already has nothing to abort
            let _ = request.abort();
        }
        self.show(None);
    }

    /// Whether nobody wants it sent any more.
    pub(crate) fn is_given_up(&self) -> bool {
        self.books.get_value().given_up
    }
}
