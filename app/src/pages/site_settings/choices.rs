//! What a field offers to choose from, and how what it holds is told.

use crate::{
    catalogue::{self, fill},
    text::{licence, state},
};
use domain::{
    access::SignUpMode,
    image_settings::{Largest, MarkKind},
    licence::Licence,
    photo::Visibility,
    site_settings::{Field, SiteSettings},
    watermark::Position,
};

/// Values and their texts; none for what is typed.
pub(super) fn of(field: Field) -> Vec<(String, String)> {
    let words = catalogue::here();
    let pair = |value: &str, text: &str| (value.to_owned(), text.to_owned());
    match field {
        Field::SignUp => SignUpMode::ALL
            .map(|mode| pair(mode.as_str(), words.set_up.mode(mode)))
            .into(),
        Field::Visibility => Visibility::ALL
            .map(|visibility| pair(visibility.as_str(), state::visibility(visibility)))
            .into(),
        Field::Licence => Licence::ALL.map(|one| pair(one.as_str(), licence::name(one))).into(),
        Field::Largest => Largest::ALL
            .map(|largest| {
                let pixels = largest.pixels().to_string();
                let text = fill(words.settings.pixels, &[("n", &pixels)]);
                (pixels, text)
            })
            .into(),
        Field::Mark => [MarkKind::None, MarkKind::Text]
            .map(|kind| pair(kind.as_str(), words.settings.kind(kind)))
            .into(),
        Field::Position => Position::ALL
            .map(|position| pair(position.as_str(), words.settings.position(position)))
            .into(),
        Field::Avif | Field::Tiled => vec![pair("on", words.set_up.yes), pair("", words.set_up.no)],
        _ => Vec::new(),
    }
}

/// What a field holds, in words.
pub(super) fn told(field: Field, settings: &SiteSettings) -> String {
    let value = field.value(settings);
    let known = of(field).into_iter().find(|(known, _)| *known == value);
    match known {
        Some((_, text)) => text,
        None if value.is_empty() => catalogue::here().set_up.nothing.to_owned(),
        None => value,
    }
}
