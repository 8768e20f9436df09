//! What those who run the site do about work that does not go on, each by a plain form that ends on its page.

use super::Refusal;
use leptos::prelude::*;

/// Brings one photo's job back.
///
/// # Errors
/// Only outside a request.
#[server(prefix = "/fn", endpoint = "retry-job")]
pub async fn retry_job(photo: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let photo = photo.parse().map_err(|_| service::Error::NotFound)?;
        service::jobs::retry(&context.world, context.viewer(), photo).await
    };
    let outcome = work.await;
    respond::back("/admin/jobs", outcome);
    Ok(())
}

/// Brings back those of a list that have waited longest.
///
/// # Errors
/// As [`retry_job`].
#[server(prefix = "/fn", endpoint = "retry-jobs")]
pub async fn retry_jobs(list: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let work = async {
        let list = service::jobs::List::parse(&list).ok_or(service::Error::NotFound)?;
        let done = service::jobs::retry_all(&context.world, context.viewer(), list).await?;
        let page = format!("/admin/jobs?retried={}&left={}", done.retried, done.left);
        Ok::<_, service::Error>(page)
    };
    let outcome = work.await;
    respond::after("/admin/jobs", outcome);
    Ok(())
}

/// Brings back what a dead letter rang for, and forgets it.
///
/// # Errors
/// As [`retry_job`].
#[server(prefix = "/fn", endpoint = "retry-letter")]
pub async fn retry_letter(letter: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let outcome = service::jobs::retry_letter(&context.world, context.viewer(), &letter).await;
    respond::back("/admin/jobs", outcome);
    Ok(())
}

/// Forgets a dead letter.
///
/// # Errors
/// As [`retry_job`].
#[server(prefix = "/fn", endpoint = "forget-letter")]
pub async fn forget_letter(letter: String) -> Result<(), Refusal> {
    use crate::{RequestContext, respond};
    let context = RequestContext::current().ok_or_else(Refusal::without_request)?;
    let outcome = service::jobs::forget_letter(&context.world, context.viewer(), &letter).await;
    respond::back("/admin/jobs", outcome);
    Ok(())
}
