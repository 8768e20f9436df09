//! What owners do to a photo from its page, each by a plain form that ends on a page.

use super::Refusal;
use leptos::prelude::*;

/// Changes title and visibility.
///
/// # Errors
/// Only outside a request: what goes wrong is said on the photo's page.
#[server(prefix = "/fn", endpoint = "edit-photo")]
pub async fn edit_photo(id: String, title: String, visibility: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    use domain::photo::Visibility;
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let visibility = Visibility::parse(&visibility);
        let photo = id.parse().map_err(|_| service::Error::NotFound)?;
        service::photos::edit(&context.world, context.viewer(), photo, Some(title), visibility).await
    };
    let outcome = work.await.map(|photo| photo.url);
    respond::after_form(&id, outcome);
    Ok(())
}

/// Deletes a photo, and goes to the owner's photos.
///
/// # Errors
/// As [`edit_photo`].
#[server(prefix = "/fn", endpoint = "delete-photo")]
pub async fn delete_photo(id: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let photo = id.parse().map_err(|_| service::Error::NotFound)?;
        service::photos::delete(&context.world, context.viewer(), photo).await
    };
    let own_page = context
        .session
        .as_ref()
        .map_or_else(|| "/".to_owned(), |session| format!("/users/{}", session.handle));
    let outcome = work.await.map(|()| own_page);
    respond::after_form(&id, outcome);
    Ok(())
}

/// Queues a failed photo again.
///
/// # Errors
/// As [`edit_photo`].
#[server(prefix = "/fn", endpoint = "retry-photo")]
pub async fn retry_photo(id: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let photo = id.parse().map_err(|_| service::Error::NotFound)?;
        service::photos::retry(&context.world, context.viewer(), photo).await
    };
    let outcome = work.await.map(|photo| photo.url);
    respond::after_form(&id, outcome);
    Ok(())
}
