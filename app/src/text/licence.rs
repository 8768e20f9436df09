//! What others may do with a photo, in words.

use crate::{Language, catalogue};
use domain::licence::Licence;
use leptos::prelude::*;

/// A licence by its name. Creative Commons' names are the same in every language.
pub(crate) fn name(licence: Licence) -> &'static str {
    name_in(licence, catalogue::language())
}

/// As [`name`], in this language.
pub(crate) const fn name_in(licence: Licence, language: Language) -> &'static str {
    let words = &catalogue::of(language).photo;
    match licence {
        Licence::AllRightsReserved => words.all_rights_reserved,
        Licence::PublicDomain => words.public_domain,
        other => other.name(),
    }
}

/// The name, leading to the licence's deed if it has one.
pub(crate) fn link(licence: Licence) -> AnyView {
    match licence.url() {
        Some(url) => view! { <a rel="license noopener" href=url>{name(licence)}</a> }.into_any(),
        None => name(licence).into_any(),
    }
}
