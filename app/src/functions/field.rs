//! A field of a form that may be absent.

use serde::{Deserialize, Serialize};

/// What a form's field holds, also if that is nothing; `None` if the form has no such field, with `#[server(default)]`.
///
/// An `Option<String>` would not do: forms are read such that an empty field is an absent one, and nobody could empty it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct Field(pub(super) Option<String>);

impl From<String> for Field {
    fn from(text: String) -> Self {
        Self(Some(text))
    }
}
