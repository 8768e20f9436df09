//! Writing about uploads: title, description, tags, alt text, licence, visibility; before, while and after they are sent.

mod draft;
mod fields;
mod form;
mod save;
mod view;

pub(crate) use {
    draft::{Draft, Saving},
    fields::{Field, Fields, add_tags, readable},
    form::{settings, write_input},
    save::{query, save},
    view::Editor,
};
