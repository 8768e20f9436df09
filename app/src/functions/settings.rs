//! What members do from the page of their image settings by a plain form. Saving is not among it: it may carry a file.

use super::Refusal;
use leptos::prelude::*;

/// Has photos made again that are as earlier settings wanted them, and goes back to the settings.
///
/// # Errors
/// Only outside a request: what goes wrong is said on the settings' page.
#[server(prefix = "/fn", endpoint = "apply-image-settings")]
pub async fn apply_image_settings() -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let outcome = service::settings::apply(&context.world, context.viewer()).await;
    respond::back("/settings/images", outcome.map(|_| ()));
    Ok(())
}
