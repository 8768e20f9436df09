//! What owners do to a photo from its page, each by a plain form that ends on a page.
// what the macro makes of a function does not take the function's own attributes
#![expect(clippy::too_many_arguments, reason = "one for each field of a form")]

use super::{Field, Refusal};
use leptos::prelude::*;

/// Changes what is written about a photo, and who may see it. What a form does not name stays as it is; `tags` are one text
/// with commas between them.
///
/// # Errors
/// Only outside a request: what goes wrong is said on the photo's page.
#[server(prefix = "/fn", endpoint = "edit-photo")]
pub async fn edit_photo(
    id: String,
    #[server(default)] title: Field,
    #[server(default)] visibility: Field,
    #[server(default)] description: Field,
    #[server(default)] alt: Field,
    #[server(default)] licence: Field,
    #[server(default)] tags: Field,
    #[server(default)] place: Field,
    #[server(default)] download: Field,
) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    use domain::{download::DownloadChoice, licence::Licence, photo::Visibility, place::PlaceChoice};
    use service::error::Invalid;
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let place_choice = |text: &str| PlaceChoice::parse(text).ok_or(Invalid::Place);
        let download_choice = |text: &str| DownloadChoice::parse(text).ok_or(Invalid::Download);
        let change = service::photos::Change {
            download: download.0.as_deref().map(download_choice).transpose()?,
            place: place.0.as_deref().map(place_choice).transpose()?,
            title: title.0,
            visibility: visibility.0.as_deref().and_then(Visibility::parse),
            description: description.0,
            alt: alt.0,
            licence: licence.0.as_deref().map(Licence::parse).transpose()?,
            tags: tags.0.map(|tags| vec![tags]),
        };
        let photo = id.parse().map_err(|_| service::Error::NotFound)?;
        service::photos::edit(&context.world, context.viewer(), photo, change).await
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
