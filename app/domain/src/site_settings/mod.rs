//! What whoever runs a site chooses for it, and may change while it runs. Typed: what is no good value cannot be had here.
//!
//! Not among it is what has to stay as it is (`SITE_NAME`, which is in every password's salt), or what is secret: that is
//! configuration, and is read from the environment.

mod field;
mod flag;
mod form;
mod stored;

#[cfg(test)]
mod tests;

pub use field::{Field, Problem, Refused};
pub use flag::{Flag, Flags};

use crate::{
    access::SignUpMode,
    image_settings::{ImageSettings, Largest, MarkKind},
    licence::Licence,
    photo::Visibility,
    plan::{Marks, marks::is_mark},
    text::one_line,
    watermark::Style,
};
use serde::{Deserialize, Serialize};

/// The longest name of a site, in characters.
pub const MAX_NAME: usize = 40;

/// What a site is called unless somebody says otherwise.
pub const USUAL_NAME: &str = "Heliograph";

/// A site's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteSettings {
    /// What the site is called, where people read it. Not `SITE_NAME`, which no one sees.
    pub name: String,
    /// Who can make an account.
    pub sign_up: SignUpMode,
    /// Who may see a new photo, unless its owner says so.
    pub visibility: Visibility,
    /// The licence of a new photo, unless its owner says so.
    pub licence: Licence,
    /// How files are made for members who have chosen nothing themselves.
    pub images: ImageDefaults,
    /// From where on a quota of the plan counts as nearly used up.
    pub marks: Marks,
    /// Who has which feature.
    pub flags: Flags,
}

/// How files are made for members who have chosen nothing themselves.
///
/// A smaller copy instead of the original is not among it: that is for good, and only for its owner to choose. Nor is a picture
/// as a mark, which belongs to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ImageDefaults {
    /// Whether there are AVIF files beside the WebP ones.
    pub avif: bool,
    /// How large renditions may be.
    pub largest: Largest,
    /// Whether a line of text lies on renditions of public photos.
    pub mark: bool,
    /// That text; stays also while there is no mark.
    pub text: String,
    /// How it lies.
    pub style: Style,
}

impl ImageDefaults {
    /// As the settings of a member.
    #[must_use]
    pub fn settings(&self) -> ImageSettings {
        ImageSettings {
            avif: self.avif,
            largest: self.largest,
            mark: if self.mark { MarkKind::Text } else { MarkKind::None },
            text: self.text.clone(),
            style: self.style,
            ..ImageSettings::default()
        }
    }
}

impl SiteSettings {
    /// The settings of a site for which nothing was chosen but this.
    #[must_use]
    pub fn usual(sign_up: SignUpMode) -> Self {
        Self {
            name: USUAL_NAME.to_owned(),
            sign_up,
            visibility: Visibility::default(),
            licence: Licence::default(),
            images: ImageDefaults::default(),
            marks: Marks::default(),
            flags: Flags::default(),
        }
    }

    /// Whether they can be saved.
    ///
    /// # Errors
    /// For the first field that cannot.
    pub fn check(&self) -> Result<(), Refused> {
        let named = (1..=MAX_NAME).contains(&self.name.chars().count()) && self.name == one_line(&self.name);
        let style = self.images.style;
        for (good, field, problem) in [
            (named, Field::Name, Problem::Name),
            (matches!(style.opacity, 5..=100), Field::Opacity, Problem::SHARE),
            (matches!(style.scale, 5..=100), Field::Scale, Problem::SHARE),
            (is_mark(self.marks.warn), Field::Warn, Problem::MARK),
            (is_mark(self.marks.act), Field::Act, Problem::MARK),
            (self.marks.are_valid(), Field::Act, Problem::Order),
        ] {
            if !good {
                return Err(Refused { field, problem });
            }
        }
        let text = self.images.settings().check();
        text.map_err(|error| Field::MarkText.refuse(Problem::Text(error)))?;
        self.flags.check()
    }

    /// The fields that differ.
    #[must_use]
    pub fn changes(&self, after: &Self) -> Vec<Field> {
        let differs = |field: &Field| field.value(self) != field.value(after);
        Field::ALL.into_iter().filter(differs).collect()
    }
}
