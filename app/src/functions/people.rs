//! What members and those who keep order do about people, each by a plain form that ends on a page. What goes wrong is said
//! there.

use super::Refusal;
use leptos::prelude::*;

/// Blocks somebody.
///
/// # Errors
/// Only outside a request.
#[server(prefix = "/fn", endpoint = "block-person")]
pub async fn block_person(handle: String, next: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let outcome = service::people::block(&context.world, context.viewer(), &handle).await;
    respond::back(&next, outcome);
    Ok(())
}

/// Takes a block back.
///
/// # Errors
/// As [`block_person`].
#[server(prefix = "/fn", endpoint = "unblock-person")]
pub async fn unblock_person(handle: String, next: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let outcome = service::people::unblock(&context.world, context.viewer(), &handle).await;
    respond::back(&next, outcome);
    Ok(())
}

/// Suspends somebody.
///
/// # Errors
/// As [`block_person`].
#[server(prefix = "/fn", endpoint = "suspend-person")]
pub async fn suspend_person(handle: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let outcome = service::people::suspend(&context.world, context.viewer(), &handle).await;
    respond::back(&respond::overseen(&handle), outcome);
    Ok(())
}

/// Lets somebody who is suspended come in again.
///
/// # Errors
/// As [`block_person`].
#[server(prefix = "/fn", endpoint = "reinstate-person")]
pub async fn reinstate_person(handle: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let outcome = service::people::reinstate(&context.world, context.viewer(), &handle).await;
    respond::back(&respond::overseen(&handle), outcome);
    Ok(())
}

/// Makes something else of somebody.
///
/// # Errors
/// As [`block_person`].
#[server(prefix = "/fn", endpoint = "change-role")]
pub async fn change_role(handle: String, role: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    use domain::access::Role;
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let role = Role::parse(&role).ok_or(service::error::Invalid::Role)?;
        service::people::set_role(&context.world, context.viewer(), &handle, role).await
    };
    let outcome = work.await;
    respond::back(&respond::overseen(&handle), outcome);
    Ok(())
}

/// Makes an invitation. Its secret goes to the next page in a cookie of a minute, which no address and no log holds.
///
/// # Errors
/// As [`block_person`].
#[server(prefix = "/fn", endpoint = "make-invitation")]
pub async fn make_invitation() -> Result<(), Refusal> {
    use crate::{RequestContext, cookie, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let outcome = service::invitations::create(&context.world, context.viewer()).await;
    let outcome = outcome.map(|secret| {
        respond::cookie(&cookie::show_once(
            cookie::INVITATION,
            &secret,
            context.site.secure_cookies,
        ));
    });
    respond::back("/admin/invitations", outcome);
    Ok(())
}

/// Revokes an invitation.
///
/// # Errors
/// As [`block_person`].
#[server(prefix = "/fn", endpoint = "revoke-invitation")]
pub async fn revoke_invitation(id: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let id = id.parse().map_err(|_| service::Error::NotFound)?;
        service::invitations::revoke(&context.world, context.viewer(), id).await
    };
    let outcome = work.await;
    respond::back("/admin/invitations", outcome);
    Ok(())
}
