//! How a visitor wants to see the site: language and appearance. Kept in cookies, in this browser alone.

use super::Refusal;
use leptos::prelude::*;

/// Keeps a choice, and goes back to the page that it was made on. Called by a plain form; what is no choice is ignored.
///
/// # Errors
/// Only outside a request.
#[server(prefix = "/fn", endpoint = "display")]
pub async fn display(language: Option<String>, theme: Option<String>, next: String) -> Result<(), Refusal> {
    use crate::{Language, RequestContext, Theme, cookie, respond, text::local_path};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let secure = context.site.secure_cookies;
    if let Some(language) = language.as_deref().and_then(Language::parse) {
        respond::cookie(&cookie::keep_choice(cookie::LANGUAGE, language.tag(), secure));
    }
    if let Some(theme) = theme.as_deref().and_then(Theme::parse) {
        respond::cookie(&cookie::keep_choice(cookie::THEME, theme.as_str(), secure));
    }
    respond::see_other(&local_path::or_home(Some(next)));
    Ok(())
}
