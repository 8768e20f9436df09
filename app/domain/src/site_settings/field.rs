//! The fields of the settings, one by one: how forms call them, what they hold, and what is wrong with it.

use super::{Flag, SiteSettings};
use crate::{
    image_settings::SettingsError,
    plan::marks::{LEAST_MARK, MOST_MARK},
};
use std::fmt;

/// A field of the form of settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// What the site is called.
    Name,
    /// Who can make an account.
    SignUp,
    /// Who may see a new photo.
    Visibility,
    /// The licence of a new photo.
    Licence,
    /// Whether AVIF files are made as well.
    Avif,
    /// How large renditions may be.
    Largest,
    /// Whether there is a watermark.
    Mark,
    /// Its text.
    MarkText,
    /// Where it lies.
    Position,
    /// How opaque it is.
    Opacity,
    /// How wide it is.
    Scale,
    /// Whether it is repeated.
    Tiled,
    /// From where on admins are warned.
    Warn,
    /// From where on the site does without something.
    Act,
    /// Who has a feature.
    Flag(Flag),
}

/// What is wrong with a field. Displays as a part of a sentence in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A choice that is not offered.
    #[error("this choice is not offered. Please choose again.")]
    Choice,
    /// No name, or a very long one.
    #[error("please give a name of 1 to 40 characters.")]
    Name,
    /// The text of a watermark.
    #[error(transparent)]
    Text(SettingsError),
    /// Another text than a whole number between these two.
    #[error("please give a whole number from {least} to {most}.")]
    Number {
        /// The least.
        least: u8,
        /// The most.
        most: u8,
    },
    /// The site would do without something before anybody is warned.
    #[error("it must be above the mark at which admins are warned.")]
    Order,
}

/// Why settings cannot be saved: a field, and what is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct Refused {
    /// Which field.
    pub field: Field,
    /// What is wrong with it.
    pub problem: Problem,
}

impl Problem {
    /// No share of a picture: opacity, width.
    pub(super) const SHARE: Self = Self::Number { least: 5, most: 100 };
    /// No mark of a quota.
    pub(super) const MARK: Self = Self::Number {
        least: LEAST_MARK,
        most: MOST_MARK,
    };
    /// No share of viewers.
    pub(super) const PERCENT: Self = Self::Number { least: 0, most: 100 };
}

impl Field {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 16] = [
        Self::Name,
        Self::SignUp,
        Self::Visibility,
        Self::Licence,
        Self::Avif,
        Self::Largest,
        Self::Mark,
        Self::MarkText,
        Self::Position,
        Self::Opacity,
        Self::Scale,
        Self::Tiled,
        Self::Warn,
        Self::Act,
        Self::Flag(Flag::Prefetch),
        Self::Flag(Flag::Avif),
    ];

    /// Its name in the form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::SignUp => "sign_up",
            Self::Visibility => "visibility",
            Self::Licence => "licence",
            Self::Avif => "avif",
            Self::Largest => "largest",
            Self::Mark => "mark",
            Self::MarkText => "mark_text",
            Self::Position => "position",
            Self::Opacity => "opacity",
            Self::Scale => "scale",
            Self::Tiled => "tiled",
            Self::Warn => "warn",
            Self::Act => "act",
            Self::Flag(flag) => flag.as_str(),
        }
    }

    /// What it holds, as the form sends it. A box that is not ticked holds nothing.
    #[must_use]
    pub fn value(self, settings: &SiteSettings) -> String {
        let ticked = |ticked: bool| if ticked { "on" } else { "" };
        let (images, marks) = (&settings.images, settings.marks);
        match self {
            Self::Name => settings.name.clone(),
            Self::SignUp => settings.sign_up.as_str().to_owned(),
            Self::Visibility => settings.visibility.as_str().to_owned(),
            Self::Licence => settings.licence.as_str().to_owned(),
            Self::Avif => ticked(images.avif).to_owned(),
            Self::Largest => images.largest.pixels().to_string(),
            Self::Mark => images.settings().mark.as_str().to_owned(),
            Self::MarkText => images.text.clone(),
            Self::Position => images.style.position.as_str().to_owned(),
            Self::Opacity => images.style.opacity.to_string(),
            Self::Scale => images.style.scale.to_string(),
            Self::Tiled => ticked(images.style.tiled).to_owned(),
            Self::Warn => marks.warn.to_string(),
            Self::Act => marks.act.to_string(),
            Self::Flag(flag) => settings.flags.percent(flag).to_string(),
        }
    }

    /// It cannot be saved for this reason.
    pub(super) const fn refuse(self, problem: Problem) -> Refused {
        Refused { field: self, problem }
    }
}

impl fmt::Display for Field {
    /// As the form's label says it in English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "Name of the site",
            Self::SignUp => "Who can make an account",
            Self::Visibility => "Who may see a new photo",
            Self::Licence => "Licence of a new photo",
            Self::Avif => "AVIF as well",
            Self::Largest => "Largest size that is shown",
            Self::Mark => "Watermark",
            Self::MarkText => "Text of the watermark",
            Self::Position => "Where it lies",
            Self::Opacity => "Opacity in percent",
            Self::Scale => "Width in percent of the photo's",
            Self::Tiled => "Repeat it all over the photo",
            Self::Warn => "Warn from percent",
            Self::Act => "Do without from percent",
            Self::Flag(Flag::Prefetch) => "Fetch pages ahead, percent of viewers",
            Self::Flag(Flag::Avif) => "Show AVIF, percent of viewers",
        })
    }
}
