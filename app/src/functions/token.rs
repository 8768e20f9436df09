//! API tokens, by plain forms of their page.

use super::Refusal;
use leptos::prelude::*;

/// Makes a token, and shows it once on the page of tokens. A box that is ticked is a scope; no days stand for no end.
///
/// # Errors
/// Only outside a request: what goes wrong is said on that page.
#[server(prefix = "/fn", endpoint = "create-token")]
pub async fn create_token(
    #[server(default)] name: String,
    read: Option<String>,
    upload: Option<String>,
    manage: Option<String>,
    days: Option<u32>,
) -> Result<(), Refusal> {
    use crate::{RequestContext, flash::Flash, respond};
    use domain::access::{Scope, Scopes};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let ticked = [(Scope::Read, read), (Scope::Upload, upload), (Scope::Manage, manage)];
    let named = ticked.iter().filter(|(_, ticked)| ticked.is_some());
    let scopes: Vec<&str> = named.map(|(scope, _)| scope.as_str()).collect();
    let wanted = service::token::Wanted {
        name,
        scopes: Scopes::parse(&scopes.join(" ")),
        days,
    };
    let work = async { service::token::create(&context.world, context.signed_in()?, wanted).await };
    let outcome = work.await.map(|token| Flash::TOKEN.keep(&context, &token));
    respond::back("/settings/tokens", outcome);
    Ok(())
}

/// Revokes a token.
///
/// # Errors
/// As [`create_token`].
#[server(prefix = "/fn", endpoint = "revoke-token")]
pub async fn revoke_token(token: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let token = token.parse().map_err(|_| service::Error::NotFound)?;
        service::token::revoke(&context.world, context.signed_in()?.user, token).await
    };
    respond::back("/settings/tokens", work.await);
    Ok(())
}
