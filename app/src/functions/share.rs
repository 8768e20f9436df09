//! Share links: what a photo's owner does with them, and how whoever has one gets in.

use super::{Field, Refusal};
use leptos::prelude::*;

/// Makes a link, and goes back to the page of the photo's links, which shows it once. A box that is not ticked is not sent;
/// neither is a password, only what the browser made of it.
///
/// # Errors
/// Only outside a request: what goes wrong is said on the page of the photo's links.
#[server(prefix = "/fn", endpoint = "make-share-link")]
pub async fn make_share_link(
    photo: String,
    #[server(default)] days: Field,
    #[server(default)] views: Field,
    #[server(default)] may_download: Field,
    #[server(default)] hide_metadata: Field,
    #[server(default)] stretched: Field,
) -> Result<(), Refusal> {
    use crate::{RequestContext, flash::Flash, respond};
    use domain::share::ShareError;
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let filled = |field: Field| field.0.filter(|text| !text.is_empty());
        let most = filled(views).map(|text| text.trim().parse().map_err(|_| ShareError::Views));
        let wanted = service::share::Wanted {
            days: filled(days)
                .and_then(|text| text.parse().ok())
                .ok_or(ShareError::Days)?,
            max_views: most.transpose()?,
            may_download: may_download.0.is_some(),
            hide_metadata: hide_metadata.0.is_some(),
            stretched: filled(stretched),
        };
        let id = photo.parse().map_err(|_| service::Error::NotFound)?;
        service::share::create(&context.world, context.viewer(), id, wanted).await
    };
    let page = links_page(&photo);
    let made = work
        .await
        .map(|secret| Flash::link(page.clone()).keep(&context, &secret.to_string()));
    respond::back(&page, made);
    Ok(())
}

/// Revokes a link, and goes back to the page of the photo's links.
///
/// # Errors
/// As [`make_share_link`].
#[server(prefix = "/fn", endpoint = "revoke-share-link")]
pub async fn revoke_share_link(photo: String, link: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let id = photo.parse().map_err(|_| service::Error::NotFound)?;
        let link = link.parse().map_err(|_| service::Error::NotFound)?;
        service::share::revoke(&context.world, context.viewer(), id, link).await
    };
    respond::back(&links_page(&photo), work.await);
    Ok(())
}

/// Opens a link that may be opened only so often, and goes to its page. Called by a plain form.
///
/// # Errors
/// Only outside a request: what goes wrong is said on the link's page.
#[server(prefix = "/fn", endpoint = "open-share-link")]
pub async fn open_share_link(secret: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    use domain::share::Secret;
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let Some(secret) = Secret::parse(&secret) else {
        respond::back("/", Err(service::Error::NotFound));
        return Ok(());
    };
    let pass = service::share::click(&context.world, &secret).await;
    let opened = pass.map(|pass| respond::keep_pass(&context, &secret, &pass));
    respond::back(&secret.path(), opened);
    Ok(())
}

/// Opens a link by its password, stretched by the browser, as hexadecimal digits.
///
/// # Errors
/// A sentence for the visitor.
#[server(prefix = "/fn", endpoint = "unlock-share-link")]
pub async fn unlock_share_link(secret: String, stretched: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    use domain::share::Secret;
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let secret = Secret::parse(&secret).ok_or(service::Error::NotFound)?;
        let pass = service::share::unlock(&context.world, &context.client_ip, &secret, &stretched).await?;
        Ok((secret, pass))
    };
    let (secret, pass) = work.await.map_err(|error| respond::refusal(&error))?;
    respond::keep_pass(&context, &secret, &pass);
    Ok(())
}

/// The page of a photo's links. An id that is none must not get into an address.
#[cfg(feature = "ssr")]
fn links_page(photo: &str) -> String {
    photo
        .parse::<domain::id::PhotoId>()
        .map_or_else(|_| "/".to_owned(), |id| format!("/photos/{id}/links"))
}
