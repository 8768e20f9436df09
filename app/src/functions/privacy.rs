//! What members choose about their privacy, by a plain form.

use super::Refusal;
use leptos::prelude::*;

/// Keeps somebody's choices, and goes back to them. A box that is not ticked sends nothing; nor does a choice that there is
/// not offer anything.
///
/// # Errors
/// Only outside a request: what goes wrong is said on the page of privacy settings.
#[server(prefix = "/fn", endpoint = "save-privacy")]
pub async fn save_privacy(
    #[server(default)] show_place: Option<String>,
    #[server(default)] download: Option<String>,
) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    use domain::download::Offer;
    use service::privacy::{Privacy, save};
    const PAGE: &str = "/settings/privacy";
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let chosen = Privacy {
        show_place: show_place.as_deref() == Some("on"),
        download: download.as_deref().and_then(Offer::parse).unwrap_or_default(),
    };
    let outcome = save(&context.world, context.viewer(), chosen).await;
    respond::after(PAGE, outcome.map(|()| format!("{PAGE}?saved=1")));
    Ok(())
}
