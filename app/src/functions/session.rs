//! Where somebody is signed in, and ending that. Called by plain forms of the account's page.

use super::Refusal;
use leptos::prelude::*;

/// Signs out, and goes to the home page.
///
/// # Errors
/// If the session could not be ended everywhere: then this browser keeps it, so that it can be tried again.
#[server(prefix = "/fn", endpoint = "sign-out")]
pub async fn sign_out() -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    if let Some(session) = context.session.as_ref().or(context.leaving.as_ref()) {
        service::sessions::sign_out(&context.world, session)
            .await
            .map_err(|error| respond::refusal(&error))?;
    }
    respond::forget_session(&context);
    respond::see_other("/");
    Ok(())
}

/// Ends one of somebody's sessions, or all but this one if none is named.
///
/// # Errors
/// Only outside a request: what goes wrong is said on the account's page.
#[server(prefix = "/fn", endpoint = "end-session")]
pub async fn end_session(session: Option<String>) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let own = context.signed_in()?;
        match session {
            Some(other) => {
                let other = other.parse().map_err(|_| service::Error::NotFound)?;
                service::sessions::sign_out_of(&context.world, own, other).await
            }
            None => service::sessions::sign_out_elsewhere(&context.world, own).await,
        }
    };
    respond::back("/settings/account", work.await);
    Ok(())
}
