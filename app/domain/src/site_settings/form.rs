//! The settings as a form sends them.

use super::{
    Field, Flag, Flags, ImageDefaults, SiteSettings,
    field::{Problem, Refused},
};
use crate::{
    access::SignUpMode,
    image_settings::Largest,
    licence::Licence,
    photo::Visibility,
    plan::Marks,
    text::one_line,
    watermark::{Position, Style},
};

impl SiteSettings {
    /// Reads a form: `field` gives what a field of this name holds, or nothing where the form has none. A box that is not ticked
    /// is absent.
    ///
    /// # Errors
    /// For the first field that cannot be saved.
    pub fn read(field: &dyn Fn(&str) -> Option<String>) -> Result<Self, Refused> {
        let form = Form(field);
        let mut flags = Flags::default();
        for flag in Flag::ALL {
            flags = flags.with(flag, form.number(Field::Flag(flag), Problem::PERCENT)?);
        }
        let settings = Self {
            name: one_line(&form.text(Field::Name)),
            sign_up: form.choice(Field::SignUp, SignUpMode::parse)?,
            visibility: form.choice(Field::Visibility, Visibility::parse)?,
            licence: form.choice(Field::Licence, |text| Licence::parse(text).ok())?,
            images: form.images()?,
            marks: Marks {
                warn: form.number(Field::Warn, Problem::MARK)?,
                act: form.number(Field::Act, Problem::MARK)?,
            },
            flags,
        };
        settings.check()?;
        Ok(settings)
    }
}

struct Form<'a>(&'a dyn Fn(&str) -> Option<String>);

impl Form<'_> {
    fn text(&self, field: Field) -> String {
        (self.0)(field.as_str()).unwrap_or_default()
    }

    fn ticked(&self, field: Field) -> bool {
        !self.text(field).is_empty()
    }

    fn choice<T>(&self, field: Field, parse: impl Fn(&str) -> Option<T>) -> Result<T, Refused> {
        parse(&self.text(field)).ok_or(field.refuse(Problem::Choice))
    }

    fn number(&self, field: Field, problem: Problem) -> Result<u8, Refused> {
        self.text(field).trim().parse().map_err(|_| field.refuse(problem))
    }

    fn images(&self) -> Result<ImageDefaults, Refused> {
        let mark = |text: &str| match text {
            "none" => Some(false),
            "text" => Some(true),
            _ => None,
        };
        let largest = |text: &str| Largest::try_from(text.parse::<u32>().ok()?).ok();
        Ok(ImageDefaults {
            avif: self.ticked(Field::Avif),
            largest: self.choice(Field::Largest, largest)?,
            mark: self.choice(Field::Mark, mark)?,
            text: one_line(&self.text(Field::MarkText)),
            style: Style {
                position: self.choice(Field::Position, Position::parse)?,
                opacity: self.number(Field::Opacity, Problem::SHARE)?,
                scale: self.number(Field::Scale, Problem::SHARE)?,
                tiled: self.ticked(Field::Tiled),
            },
        })
    }
}
