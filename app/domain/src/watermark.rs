//! How a mark lies on renditions.

use serde::{Deserialize, Serialize};

/// The longest text of a mark, in characters.
pub const MAX_MARK_TEXT: usize = 60;

/// The largest picture of a mark, in bytes.
pub const MAX_MARK_BYTES: u64 = 512 * 1024;

/// How a mark is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Style {
    /// Where it lies. Not heeded if it is tiled.
    pub position: Position,
    /// How opaque it is, in percent: 5 to 100.
    pub opacity: u8,
    /// Its width as a part of the rendition's, in percent: 5 to 100.
    pub scale: u8,
    /// Whether it is repeated all over the picture.
    pub tiled: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            position: Position::BottomRight,
            opacity: 50,
            scale: 25,
            tiled: false,
        }
    }
}

/// Where a mark lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    /// In the middle.
    Centre,
    /// In the upper left corner.
    TopLeft,
    /// In the upper right corner.
    TopRight,
    /// In the lower left corner.
    BottomLeft,
    /// In the lower right corner.
    BottomRight,
}

impl Position {
    /// Every position, as a form lists them.
    pub const ALL: [Self; 5] = [
        Self::BottomRight,
        Self::BottomLeft,
        Self::TopRight,
        Self::TopLeft,
        Self::Centre,
    ];

    /// As stored and as in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Centre => "centre",
            Self::TopLeft => "top-left",
            Self::TopRight => "top-right",
            Self::BottomLeft => "bottom-left",
            Self::BottomRight => "bottom-right",
        }
    }

    /// Reads what [`Self::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|position| position.as_str() == text)
    }
}

impl Style {
    /// Whether its numbers are within their limits.
    #[must_use]
    pub const fn is_valid(&self) -> bool {
        matches!(self.opacity, 5..=100) && matches!(self.scale, 5..=100)
    }
}

/// Whether a text can be written as a mark: every character has a glyph in the image service's font. Those are Latin
/// (Vietnamese too), Greek and Cyrillic, composed (NFC); not Chinese, Japanese or Korean, whose fonts are too large, nor
/// scripts whose characters change beside each other.
#[must_use]
pub fn is_writable(text: &str) -> bool {
    text.chars().all(has_glyph)
}

/// The font's characters: `server/images/src/watermark/font/README.md`.
const fn has_glyph(c: char) -> bool {
    matches!(
        c,
        ' '..='~'
            | '\u{a1}'..='\u{ac}'
            | '\u{ae}'..='\u{17f}'
            | '\u{1a0}' | '\u{1a1}' | '\u{1af}' | '\u{1b0}'
            | '\u{218}'..='\u{21b}'
            | '\u{386}' | '\u{388}'..='\u{38a}' | '\u{38c}' | '\u{38e}'..='\u{3a1}' | '\u{3a3}'..='\u{3ce}'
            | '\u{400}'..='\u{482}'
            | '\u{48a}'..='\u{513}'
            | '\u{1e80}'..='\u{1e85}'
            | '\u{1ea0}'..='\u{1ef9}'
            | '–'..='―'
            | '\u{2018}'..='\u{201e}'
            | '†'..='•'
            | '…' | '‰' | '‹' | '›' | '₫' | '€' | '№' | '™' | '−'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_the_font_has_no_glyphs_for_are_not_writable() {
        for text in [
            "© 2026 Mei Lin",
            "Фото: Ольга",
            "Φωτό: Άννα",
            "Ảnh: Nguyễn Ước",
            "“Straße” № 7 … €",
        ] {
            assert!(is_writable(text), "{text}");
        }
        for text in [
            "林美",
            "صورة",
            "📷",
            "a\nb",
            "\u{202e}abc",
            "e\u{301}",
            "soft\u{ad}hyphen",
            "a\u{a0}b",
        ] {
            assert!(!is_writable(text), "{text}");
        }
    }

    #[test]
    fn positions_read_back_and_are_named_alike_everywhere() {
        for position in Position::ALL {
            assert_eq!(Position::parse(position.as_str()), Some(position));
            let json = serde_json::to_string(&position).unwrap();
            assert_eq!(json, format!("\"{}\"", position.as_str()));
        }
    }

    #[test]
    fn numbers_beyond_their_limits_are_not_valid() {
        assert!(Style::default().is_valid());
        for (opacity, scale) in [(4, 25), (101, 25), (50, 4), (50, 101)] {
            let style = Style {
                opacity,
                scale,
                ..Style::default()
            };
            assert!(!style.is_valid());
        }
    }
}
