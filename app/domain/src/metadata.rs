//! What owners write about a photo besides its title: how it is cleaned, and what of it is refused.
//!
//! Characters that are no text are dropped silently. What is too long is refused, never cut: a title is soon typed again,
//! but nobody should lose the end of a description that they took trouble over without being told.

use crate::{
    limits::{MAX_ALT, MAX_DESCRIPTION, MAX_TAG, MAX_TAGS},
    text::{lines, one_line},
};

/// Something written about a photo that cannot be taken. Displays as a sentence for the visitor, in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MetadataError {
    /// Over [`MAX_DESCRIPTION`] characters.
    #[error("A description has at most {MAX_DESCRIPTION} characters.")]
    DescriptionTooLong,
    /// Over [`MAX_ALT`] characters.
    #[error("An alt text has at most {MAX_ALT} characters.")]
    AltTooLong,
    /// Over [`MAX_TAGS`] tags.
    #[error("A photo has at most {MAX_TAGS} tags.")]
    TooManyTags,
    /// A tag of over [`MAX_TAG`] characters.
    #[error("A tag has at most {MAX_TAG} characters.")]
    TagTooLong,
    /// A licence that there is not.
    #[error("This is none of the licences to choose from.")]
    UnknownLicence,
}

/// A description as it is stored: lines, without what is no text.
///
/// # Errors
/// If it is too long.
pub fn clean_description(text: &str) -> Result<String, MetadataError> {
    within(lines(text), MAX_DESCRIPTION, MetadataError::DescriptionTooLong)
}

/// An alt text as it is stored: one line, without what is no text.
///
/// # Errors
/// If it is too long.
pub fn clean_alt(text: &str) -> Result<String, MetadataError> {
    within(one_line(text), MAX_ALT, MetadataError::AltTooLong)
}

fn within(text: String, longest: usize, error: MetadataError) -> Result<String, MetadataError> {
    if text.chars().count() <= longest {
        Ok(text)
    } else {
        Err(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_refused_by_characters_not_bytes() {
        let long = "海".repeat(MAX_DESCRIPTION);
        assert_eq!(clean_description(&format!(" {long}\r\n")), Ok(long.clone()));
        assert_eq!(
            clean_description(&format!("{long}边")),
            Err(MetadataError::DescriptionTooLong)
        );
        assert_eq!(
            clean_alt(&"é".repeat(MAX_ALT)).map(|alt| alt.chars().count()),
            Ok(MAX_ALT)
        );
        assert_eq!(clean_alt(&"é".repeat(MAX_ALT + 1)), Err(MetadataError::AltTooLong));
    }

    #[test]
    fn an_alt_text_is_one_line_and_a_description_several() {
        assert_eq!(clean_alt("a pier\nat dawn").as_deref(), Ok("a pier at dawn"));
        assert_eq!(clean_description("a pier\nat dawn").as_deref(), Ok("a pier\nat dawn"));
    }
}
