//! How an account is entered: its password, its recovery codes, and showing that it is still its owner.
//!
//! Passwords arrive stretched by the browser, as hexadecimal digits; the password itself never arrives.

use super::Refusal;
use leptos::prelude::*;

/// Sets the password of somebody who has just shown that it is them.
///
/// # Errors
/// A sentence for the visitor.
#[server(prefix = "/fn", endpoint = "set-password")]
pub async fn set_password(stretched: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond, text::letter};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let session = context.signed_in()?;
        service::recovery::set_password(&context.world, session, &stretched).await?;
        Ok(session.user)
    };
    let user = work.await.map_err(|error| respond::refusal(&error))?;
    letter::say_password_changed(&context, user);
    Ok(())
}

/// Shows by the password that it is still the same person.
///
/// # Errors
/// A sentence for the visitor.
#[server(prefix = "/fn", endpoint = "confirm")]
pub async fn confirm(stretched: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let session = context.signed_in()?;
        service::confirm::by_password(&context.world, context.client(), session, &stretched).await
    };
    work.await.map_err(|error| respond::refusal(&error))
}

/// Lets somebody in by a recovery code, with a new password.
///
/// # Errors
/// A sentence for the visitor.
#[server(prefix = "/fn", endpoint = "recover")]
pub async fn recover(email: String, code: String, stretched: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond, text::letter};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let signed_in = service::recovery::recover(&context.world, context.client(), &email, &code, &stretched)
        .await
        .map_err(|error| respond::refusal(&error))?;
    respond::keep_session(&context, &signed_in.token);
    letter::say_password_changed(&context, signed_in.session.user);
    Ok(())
}

/// Makes new recovery codes, and shows them once on the account's page. Called by a plain form.
///
/// # Errors
/// Only outside a request: what goes wrong is said on that page.
#[server(prefix = "/fn", endpoint = "make-recovery-codes")]
pub async fn make_recovery_codes() -> Result<(), Refusal> {
    use crate::{RequestContext, flash::Flash, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async { service::recovery::make_codes(&context.world, context.signed_in()?).await };
    let outcome = work.await.map(|codes| Flash::CODES.keep(&context, &codes.join(" ")));
    respond::back("/settings/account", outcome);
    Ok(())
}
