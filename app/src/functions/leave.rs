//! Leaving, and staying after all, each by a plain form.

use super::Refusal;
use leptos::prelude::*;

/// Asks for one's account to be deleted, signs out, and says goodbye.
///
/// # Errors
/// Only outside a request: what goes wrong is said on the page of leaving.
#[server(prefix = "/fn", endpoint = "leave")]
pub async fn leave(#[server(default)] handle: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async { service::leave::leave(&context.world, context.signed_in()?, &handle).await };
    let outcome = work.await;
    if outcome.is_ok() {
        respond::forget_session(&context);
    }
    let goodbye = || format!("{}?left=1", service::leave::PATH);
    respond::after(service::leave::PATH, outcome.map(|()| goodbye()));
    Ok(())
}

/// Stays after all, and goes to one's photos.
///
/// # Errors
/// As [`leave`].
#[server(prefix = "/fn", endpoint = "stay")]
pub async fn stay() -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let outcome = match &context.leaving {
        Some(session) => service::leave::stay(&context.world, session).await,
        None => Err(service::Error::SignInFirst),
    };
    if let Ok(signed_in) = &outcome {
        respond::keep_session(&context, &signed_in.token);
    }
    let own_page = outcome.map(|signed_in| format!("/users/{}", signed_in.session.handle));
    respond::after(service::leave::PATH, own_page);
    Ok(())
}
