//! What a member wants of the image service: which renditions, what lies on them and in them, and what is kept of originals.

use crate::{
    rendition::{SLOTS, Slot, USUAL},
    text::one_line,
    watermark::{MAX_MARK_TEXT, Position, Style, is_writable},
};
use serde::{Deserialize, Serialize};

/// A member's wishes for photos that are processed from now on. The default is what everybody gets who chose nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImageSettings {
    /// Whether there are AVIF files beside the WebP ones.
    pub avif: bool,
    /// How large renditions may be.
    pub largest: Largest,
    /// Whether a smaller, visually lossless copy is kept instead of the original.
    pub smaller_original: bool,
    /// Whether copyright and licence are written into renditions.
    pub credit: bool,
    /// What lies on renditions of public photos.
    pub mark: MarkKind,
    /// The mark's text; stays also while another kind is chosen.
    pub text: String,
    /// How the mark lies.
    pub style: Style,
}

/// The largest width of renditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub enum Largest {
    /// 640 pixels.
    Small,
    /// 1280 pixels.
    Middle,
    /// 2048 pixels.
    #[default]
    Large,
}

/// What a member's mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MarkKind {
    /// There is none.
    #[default]
    None,
    /// A line of text.
    Text,
    /// A PNG.
    Picture,
}

/// Why settings cannot be saved. Displays as a sentence in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// A choice that is not offered.
    #[error("One of these choices is not offered. Please choose again.")]
    UnknownChoice,
    /// A mark of text without text.
    #[error("Please write the text of the watermark.")]
    NoText,
    /// Too much text.
    #[error("The text of a watermark has at most 60 characters.")]
    TextTooLong,
    /// Text that the font of watermarks cannot write.
    #[error(
        "A watermark's text can have Latin, Greek and Cyrillic letters, digits and signs. For other scripts, use a picture."
    )]
    NotWritable,
    /// Opacity or size out of range.
    #[error("Opacity and size of a watermark are between 5 and 100 percent.")]
    OutOfRange,
    /// A mark of a picture without a picture.
    #[error("Please choose a picture for the watermark.")]
    NoPicture,
    /// A picture of too many bytes.
    #[error("The picture of a watermark has at most 512 kB.")]
    PictureTooLarge,
    /// A picture that is no whole PNG.
    #[error("The picture of a watermark is a PNG of at most 2,000 pixels a side, and this file is none.")]
    NotPng,
}

impl Largest {
    /// Every choice, the usual one first.
    pub const ALL: [Self; 3] = [Self::Large, Self::Middle, Self::Small];

    /// In pixels.
    #[must_use]
    pub const fn pixels(self) -> u32 {
        match self {
            Self::Small => 640,
            Self::Middle => 1280,
            Self::Large => 2048,
        }
    }
}

impl From<Largest> for u32 {
    fn from(largest: Largest) -> Self {
        largest.pixels()
    }
}

impl TryFrom<u32> for Largest {
    type Error = SettingsError;

    fn try_from(pixels: u32) -> Result<Self, SettingsError> {
        Self::ALL
            .into_iter()
            .find(|largest| largest.pixels() == pixels)
            .ok_or(SettingsError::UnknownChoice)
    }
}

impl MarkKind {
    /// Every kind, as a form lists them.
    pub const ALL: [Self; 3] = [Self::None, Self::Text, Self::Picture];

    /// As stored and as in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Text => "text",
            Self::Picture => "picture",
        }
    }
}

impl ImageSettings {
    /// The slots that a ticket asks for: no width over the largest, and AVIF where it is wanted.
    ///
    /// The JPEG has one width, so who wants nothing over 640 pixels has none: then the largest WebP serves all.
    #[must_use]
    pub fn slots(&self) -> Vec<Slot> {
        let wanted = |slot: &Slot| slot.width <= self.largest.pixels() && (self.avif || USUAL.contains(slot));
        SLOTS.into_iter().filter(wanted).collect()
    }

    /// Reads a form: `field` gives what a field holds, or nothing where the form has none. A box that is not ticked is absent.
    ///
    /// # Errors
    /// For the first thing that cannot be saved.
    pub fn read(field: &dyn Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let ticked = |name: &str| field(name).is_some_and(|value| !value.is_empty());
        let text = |name: &str| field(name).unwrap_or_default();
        let mark = MarkKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text("mark"))
            .ok_or(SettingsError::UnknownChoice)?;
        let settings = Self {
            avif: ticked("avif"),
            largest: text("largest")
                .parse()
                .map_err(|_| SettingsError::UnknownChoice)
                .and_then(|pixels: u32| Largest::try_from(pixels))?,
            smaller_original: match text("original").as_str() {
                "keep" => false,
                "smaller" => true,
                _ => return Err(SettingsError::UnknownChoice),
            },
            credit: ticked("credit"),
            mark,
            text: one_line(&text("mark_text")),
            style: Style {
                position: Position::parse(&text("position")).ok_or(SettingsError::UnknownChoice)?,
                opacity: percent(&text("opacity"))?,
                scale: percent(&text("scale"))?,
                tiled: ticked("tiled"),
            },
        };
        settings.check()?;
        Ok(settings)
    }

    /// Whether they can be saved, but for the picture, which is not in them.
    ///
    /// # Errors
    /// For the first thing that cannot.
    pub fn check(&self) -> Result<(), SettingsError> {
        if self.text.chars().count() > MAX_MARK_TEXT {
            return Err(SettingsError::TextTooLong);
        }
        if self.mark == MarkKind::Text && self.text.is_empty() {
            return Err(SettingsError::NoText);
        }
        if !is_writable(&self.text) {
            return Err(SettingsError::NotWritable);
        }
        if !self.style.is_valid() {
            return Err(SettingsError::OutOfRange);
        }
        Ok(())
    }
}

fn percent(text: &str) -> Result<u8, SettingsError> {
    text.parse().map_err(|_| SettingsError::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL_FORM: [(&str, &str); 7] = [
        ("largest", "2048"),
        ("original", "keep"),
        ("mark", "none"),
        ("mark_text", ""),
        ("position", "bottom-right"),
        ("opacity", "50"),
        ("scale", "25"),
    ];

    fn read(changes: &[(&str, &str)]) -> Result<ImageSettings, SettingsError> {
        ImageSettings::read(&|name| {
            let fields = changes.iter().chain(&USUAL_FORM);
            fields
                .clone()
                .find(|(field, _)| *field == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    fn names(settings: &ImageSettings) -> Vec<&'static str> {
        settings.slots().into_iter().map(|slot| slot.name).collect()
    }

    #[test]
    fn a_form_left_as_it_is_wants_what_is_usual() {
        let settings = read(&[]).unwrap();
        assert_eq!(settings, ImageSettings::default());
        assert_eq!(settings.slots(), USUAL);
    }

    #[test]
    fn everything_can_be_wanted() {
        let settings = read(&[
            ("avif", "on"),
            ("largest", "1280"),
            ("original", "smaller"),
            ("credit", "on"),
            ("mark", "text"),
            ("mark_text", "  © Mei\nLin "),
            ("position", "centre"),
            ("opacity", "5"),
            ("scale", "100"),
            ("tiled", "on"),
        ])
        .unwrap();
        assert!(settings.avif && settings.smaller_original && settings.credit && settings.style.tiled);
        assert_eq!((settings.mark, settings.text.as_str()), (MarkKind::Text, "© Mei Lin"));
        assert_eq!(
            names(&settings),
            ["w320", "w640", "w1280", "a320", "a640", "a1280", "jpeg"]
        );
    }

    #[test]
    fn nothing_is_larger_than_the_largest() {
        let small = read(&[("largest", "640")]).unwrap();
        assert_eq!(names(&small), ["w320", "w640"]);
        for largest in Largest::ALL {
            let settings = ImageSettings {
                avif: true,
                largest,
                ..ImageSettings::default()
            };
            assert!(settings.slots().iter().all(|slot| slot.width <= largest.pixels()));
        }
    }

    #[test]
    fn what_cannot_be_saved_is_refused() {
        let long = "é".repeat(61);
        for (name, value, error) in [
            ("largest", "4096", SettingsError::UnknownChoice),
            ("largest", "", SettingsError::UnknownChoice),
            ("original", "none", SettingsError::UnknownChoice),
            ("mark", "video", SettingsError::UnknownChoice),
            ("mark", "text", SettingsError::NoText),
            ("mark_text", &long, SettingsError::TextTooLong),
            ("mark_text", "© 林梅", SettingsError::NotWritable),
            ("position", "left", SettingsError::UnknownChoice),
            ("opacity", "4", SettingsError::OutOfRange),
            ("opacity", "256", SettingsError::OutOfRange),
            ("scale", "101", SettingsError::OutOfRange),
            ("scale", "-5", SettingsError::OutOfRange),
            ("scale", "1e1", SettingsError::OutOfRange),
        ] {
            assert_eq!(read(&[(name, value)]), Err(error), "{name}={value}");
        }
        assert!(read(&[("mark_text", &"é".repeat(60)), ("mark", "text")]).is_ok());
    }
}
