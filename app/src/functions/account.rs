//! Signing up and in.
//!
//! Passwords arrive stretched by the browser, as hexadecimal digits; the password itself never arrives.

use super::Refusal;
use leptos::prelude::*;

/// Makes an account and signs its owner in; by an invitation, where one is needed.
///
/// # Errors
/// A sentence for the visitor.
#[server(prefix = "/fn", endpoint = "sign-up")]
pub async fn sign_up(
    email: String,
    name: String,
    handle: String,
    stretched: String,
    invitation: Option<String>,
) -> Result<(), Refusal> {
    use crate::{RequestContext, respond, text::letter};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let form = service::account::SignUp {
        profile: service::account::Profile { email, name, handle },
        stretched,
        invitation,
    };
    let signed_in = service::account::sign_up(&context.world, context.client(), form)
        .await
        .map_err(|error| respond::refusal(&error))?;
    respond::keep_session(&context, &signed_in.token);
    letter::welcome(&context, signed_in.session.user).await;
    Ok(())
}

/// Signs somebody in.
///
/// # Errors
/// A sentence for the visitor.
#[server(prefix = "/fn", endpoint = "sign-in")]
pub async fn sign_in(email: String, stretched: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let signed_in = service::account::sign_in(&context.world, context.client(), &email, &stretched)
        .await
        .map_err(|error| respond::refusal(&error))?;
    respond::keep_session(&context, &signed_in.token);
    Ok(())
}
