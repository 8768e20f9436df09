//! Cleans texts that a camera, or whoever edited the file, wrote.

use crate::limits::MAX_CAMERA_TEXT;

/// One line without anything that would not be seen.
pub(super) fn clean(text: &str) -> Option<String> {
    let visible = |c: &char| !c.is_control() && *c != char::REPLACEMENT_CHARACTER && !turns_text(*c);
    let text: String = text.chars().filter(visible).collect();
    let text: String = text.trim().chars().take(MAX_CAMERA_TEXT).collect();
    let text = text.trim_end();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Marks that change the direction of the text around them, and marks without width.
const fn turns_text(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_one_short_visible_line() {
        assert_eq!(clean("  NIKON CORPORATION \n").as_deref(), Some("NIKON CORPORATION"));
        assert_eq!(clean("a\u{1b}[31mb\tc\u{fffd}").as_deref(), Some("a[31mbc"));
        assert_eq!(clean("abc\u{202e}gpj").as_deref(), Some("abcgpj"));
        assert_eq!(clean(&"é".repeat(500)).unwrap().chars().count(), MAX_CAMERA_TEXT);
        for empty in ["", "   ", "\u{7}\u{200b}"] {
            assert_eq!(clean(empty), None);
        }
    }
}
