//! What can be said about a picture from its pixels: a placeholder, its colours, and a hash of how it looks.

mod colours;
mod hash;
mod oklab;
mod placeholder;

pub use colours::colours;
pub use hash::{distance, perceptual_hash};
pub use placeholder::placeholder;

use crate::pixels::Pixels;
use serde::{Deserialize, Serialize};

/// What can be said about a picture.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// See [`placeholder`].
    pub placeholder: String,
    /// See [`colours`].
    pub colours: Vec<String>,
    /// See [`perceptual_hash`].
    pub perceptual_hash: Option<String>,
}

impl Facts {
    /// The facts of a picture, upright and in sRGB. A small size is enough, and quicker.
    #[must_use]
    pub fn of(picture: &Pixels) -> Self {
        Self {
            placeholder: placeholder(picture),
            colours: colours(picture),
            perceptual_hash: Some(perceptual_hash(picture)),
        }
    }
}
