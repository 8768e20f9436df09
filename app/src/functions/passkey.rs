//! Passkeys. What a browser is asked and what it answers is JSON, as `PublicKeyCredential` reads and writes it.

use super::Refusal;
use leptos::prelude::*;

/// What to ask the browser for, as JSON in a text: for `sign-in`, `confirm` or `add`.
///
/// # Errors
/// A sentence for the visitor.
#[server(prefix = "/fn", endpoint = "passkey-options")]
pub async fn passkey_options(purpose: String) -> Result<String, Refusal> {
    use crate::{RequestContext, respond};
    use service::passkeys;
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let (world, asked_at) = (&context.world, &context.asked_at);
    let work = async {
        match purpose.as_str() {
            "sign-in" => passkeys::for_signing_in(world, asked_at),
            "confirm" => passkeys::for_confirming(world, context.signed_in()?, asked_at).await,
            "add" => passkeys::for_adding(world, context.signed_in()?, asked_at).await,
            _ => Err(service::Error::NotFound),
        }
    };
    let options = work.await.map_err(|error| respond::refusal(&error))?;
    Ok(options.to_string())
}

/// What to ask the browser of somebody new for, as JSON in a text: `{"options": …, "user": …}`.
///
/// # Errors
/// A sentence for the visitor.
#[server(prefix = "/fn", endpoint = "passkey-sign-up-options")]
pub async fn passkey_sign_up_options(email: String, name: String, handle: String) -> Result<String, Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let profile = service::account::Profile { email, name, handle };
    let (options, user) = service::passkeys::for_signing_up(&context.world, &context.asked_at, profile)
        .map_err(|error| respond::refusal(&error))?;
    Ok(serde_json::json!({ "options": options, "user": user }).to_string())
}

/// Makes an account that is entered by a passkey, and signs its owner in.
///
/// # Errors
/// A sentence for the visitor.
#[server(prefix = "/fn", endpoint = "passkey-sign-up")]
pub async fn passkey_sign_up(
    email: String,
    name: String,
    handle: String,
    user: String,
    answer: String,
    invitation: Option<String>,
) -> Result<(), Refusal> {
    use crate::{RequestContext, respond, text::letter};
    use service::passkeys::{self, Answer};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let answer = Answer::read(&answer)?;
        let user = user.parse().map_err(|_| service::Error::NotFound)?;
        let profile = service::account::Profile { email, name, handle };
        passkeys::sign_up(
            &context.world,
            context.client(),
            &context.asked_at,
            profile,
            user,
            invitation.as_deref(),
            &answer,
        )
        .await
    };
    let signed_in = work.await.map_err(|error| respond::refusal(&error))?;
    respond::keep_session(&context, &signed_in.token);
    letter::welcome(&context, signed_in.session.user).await;
    Ok(())
}

/// Signs somebody in by a passkey.
///
/// # Errors
/// A sentence for the visitor.
#[server(prefix = "/fn", endpoint = "passkey-sign-in")]
pub async fn passkey_sign_in(answer: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    use service::passkeys::{self, Answer};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let answer = Answer::read(&answer)?;
        passkeys::sign_in(&context.world, context.client(), &context.asked_at, &answer).await
    };
    let signed_in = work.await.map_err(|error| respond::refusal(&error))?;
    respond::keep_session(&context, &signed_in.token);
    Ok(())
}

/// Shows by a passkey that it is still the same person.
///
/// # Errors
/// A sentence for the visitor.
#[server(prefix = "/fn", endpoint = "passkey-confirm")]
pub async fn passkey_confirm(answer: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    use service::passkeys::{self, Answer};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let (session, answer) = (context.signed_in()?, Answer::read(&answer)?);
        passkeys::confirm(&context.world, context.client(), session, &context.asked_at, &answer).await
    };
    work.await.map_err(|error| respond::refusal(&error))
}

/// Adds a passkey.
///
/// # Errors
/// A sentence for the visitor.
#[server(prefix = "/fn", endpoint = "passkey-add")]
pub async fn passkey_add(name: String, answer: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    use service::passkeys::{self, Answer};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let (session, answer) = (context.signed_in()?, Answer::read(&answer)?);
        passkeys::add(&context.world, session, &context.asked_at, &name, &answer).await
    };
    work.await.map_err(|error| respond::refusal(&error))
}

/// Calls a passkey something else. Called by a plain form.
///
/// # Errors
/// Only outside a request: what goes wrong is said on the account's page.
#[server(prefix = "/fn", endpoint = "passkey-rename")]
pub async fn passkey_rename(id: String, #[server(default)] name: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async { service::passkeys::rename(&context.world, context.signed_in()?.user, &id, &name).await };
    respond::back("/settings/account", work.await);
    Ok(())
}

/// Removes a passkey. Called by a plain form.
///
/// # Errors
/// As [`passkey_rename`].
#[server(prefix = "/fn", endpoint = "passkey-remove")]
pub async fn passkey_remove(id: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async { service::passkeys::remove(&context.world, context.signed_in()?, &id).await };
    respond::back("/settings/account", work.await);
    Ok(())
}
