//! Letters by e-mail: showing whose an address is, and getting back in. On a site that sends none, none of this is there.

use super::Refusal;
use leptos::prelude::*;

/// Sends a link to a new password to whoever has this e-mail, and says the same to everybody. Called by a plain form.
///
/// # Errors
/// On a site that sends no letters: what else goes wrong is said on the form's page.
#[server(prefix = "/fn", endpoint = "ask-reset")]
pub async fn ask_reset(#[server(default)] email: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond, text::letter};
    use service::{Error, letters::FORGOT};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let asked = service::letters::reset::ask(&context.world, context.client(), &email, letter::writer(&context)).await;
    match asked {
        Ok(later) => {
            context.after(Some(later));
            respond::see_other(&format!("{FORGOT}?sent=1"));
        }
        Err(error @ Error::NotFound) => return Err(respond::refusal(&error)),
        // that page has the status and the header that go with it
        Err(Error::TooOften) => respond::see_other(&format!("{FORGOT}?wait=1")),
        Err(error) => respond::back(FORGOT, Err(error)),
    }
    Ok(())
}

/// Sets a new password, stretched, by the link of a letter, and signs its owner in.
///
/// # Errors
/// A sentence for the visitor.
#[server(prefix = "/fn", endpoint = "reset-password")]
pub async fn reset_password(link: String, stretched: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond, text::letter};
    use domain::letter::Purpose;
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let signed_in = service::letters::reset::set(&context.world, context.client(), &link, &stretched)
        .await
        .map_err(|error| respond::refusal(&error))?;
    respond::keep_session(&context, &signed_in.token);
    respond::forget_letter(&context, Purpose::Reset);
    letter::say_password_changed(&context, signed_in.session.user);
    Ok(())
}

/// Sends the link again that shows whose an address is. Called by a plain form of the account's page.
///
/// # Errors
/// As [`ask_reset`].
#[server(prefix = "/fn", endpoint = "send-verification")]
pub async fn send_verification() -> Result<(), Refusal> {
    use crate::{RequestContext, respond, text::letter};
    use service::{Error, letters::verify};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async { verify::again(&context.world, context.signed_in()?, letter::writer(&context)).await };
    let outcome = match work.await {
        Err(error @ Error::NotFound) => return Err(respond::refusal(&error)),
        outcome => outcome.map(|later| context.after(Some(later))),
    };
    respond::back("/settings/account", outcome);
    Ok(())
}

/// Takes the link of a letter that shows whose an address is. Called by a plain form: programs that look through mail open links,
/// and press no buttons.
///
/// # Errors
/// As [`ask_reset`].
#[server(prefix = "/fn", endpoint = "verify-email")]
pub async fn verify_email(#[server(default)] link: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    use domain::letter::Purpose;
    use service::Error;
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let page = Purpose::Verify.page();
    let outcome = service::letters::verify::confirm(&context.world, context.client(), &link).await;
    if let Ok(()) | Err(Error::DeadLink) = outcome {
        respond::forget_letter(&context, Purpose::Verify);
    }
    match outcome {
        Ok(()) => respond::see_other(&format!("{page}?done=1")),
        Err(error @ Error::NotFound) => return Err(respond::refusal(&error)),
        // without the link, that page says that it holds no more
        Err(Error::DeadLink) => respond::see_other(page),
        Err(error) => respond::back(page, Err(error)),
    }
    Ok(())
}
