//! What a visitor reads when a use case was refused or did not work.

use crate::Language;

/// The sentence, in a language.
#[must_use]
pub fn sentence(error: &service::Error, language: Language) -> String {
    let _ = language;
    error.to_string()
}
