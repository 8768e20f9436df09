//! Work that does not go on by itself, backups, and the audit of stored files, for whoever runs the site. Plain forms.

mod care;
mod lists;

use super::load::page;
use crate::{
    RequestContext,
    catalogue::{self, fill},
    respond,
    ui::{Head, OrderNav, OrderPage, PlanNotice, Problem, Scripts},
};
use care::{Backups, StoredFiles};
use domain::access::Viewer;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use lists::Lists;
use service::{
    World,
    audit::{self, Audit},
    backup,
    jobs::{self, COUNTED, Cursors, Troubles},
    sql::backups::BackupRow,
};

/// Its path.
const PATH: &str = "/admin/jobs";

/// What the page shows.
struct Shown {
    troubles: Troubles,
    backups: Vec<BackupRow>,
    audit: Audit,
}

async fn shown(world: &World, viewer: Viewer, cursors: &Cursors) -> service::Result<Option<Shown>> {
    let Some(troubles) = jobs::list(world, viewer, cursors).await? else {
        return Ok(None);
    };
    let (backups, audit) = (backup::list(world, viewer).await?, audit::found(world, viewer).await?);
    Ok(backups.zip(audit).map(|(backups, audit)| Shown {
        troubles,
        backups,
        audit,
    }))
}

/// `/admin/jobs`.
#[component]
pub(crate) fn JobsPage() -> impl IntoView {
    let asked = |name: &str| use_query_map().with_untracked(|query| query.get(name));
    let cursors = Cursors {
        stuck: asked("stuck"),
        failed: asked("failed"),
        letters: asked("letters"),
    };
    let later = cursors.clone();
    page(
        async move |context: RequestContext| shown(&context.world, context.viewer(), &cursors).await,
        move |shown| view! { <Page shown later/> },
    )
}

#[component]
fn Page(shown: Shown, later: Cursors) -> impl IntoView {
    let words = &catalogue::here().jobs;
    view! {
        <Head title=words.title description=words.description/>
        <Scripts/>
        <section class="narrow settings-page told">
            <OrderNav here=OrderPage::Jobs/>
            <h1>{words.title}</h1>
            <PlanNotice/>
            <Problem/>
            <Retried/>
            <Lists troubles=shown.troubles later/>
            <Backups backups=shown.backups/>
            <StoredFiles audit=shown.audit/>
        </section>
    }
}

/// What came of bringing many back, if that led here.
#[component]
fn Retried() -> impl IntoView {
    let words = &catalogue::here().jobs;
    let number = |name: &str| use_query_map().with(|query| query.get(name)?.parse::<u32>().ok());
    let (retried, left) = number("retried")
        .zip(number("left"))
        .filter(|_| respond::came_from_here())?;
    let text = match (retried, left) {
        (0, 0) => words.retried_none,
        (_, 0) => words.retried_all,
        (_, left) if left > COUNTED => words.retried_many,
        _ => words.retried_some,
    };
    let (n, left) = (retried.to_string(), left.min(COUNTED).to_string());
    Some(view! { <p class="said" role="status">{fill(text, &[("n", &n), ("left", &left)])}</p> })
}
