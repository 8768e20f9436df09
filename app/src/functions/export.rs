//! Exports, by plain forms of their page.

use super::Refusal;
use leptos::prelude::*;

/// Begins an export, and shows how far it is.
///
/// # Errors
/// Only outside a request: what goes wrong is said on the page of exports.
#[server(prefix = "/fn", endpoint = "begin-export")]
pub async fn begin_export() -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async { service::export::begin(&context.world, context.signed_in()?).await };
    respond::back(service::export::PATH, work.await);
    Ok(())
}

/// Removes an export, whatever it is doing.
///
/// # Errors
/// As [`begin_export`].
#[server(prefix = "/fn", endpoint = "remove-export")]
pub async fn remove_export(export: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let export = export.parse().map_err(|_| service::Error::NotFound)?;
        service::export::remove(&context.world, context.signed_in()?, export).await
    };
    respond::back(service::export::PATH, work.await);
    Ok(())
}
