//! Taking everything along: a button, how far the export is, and its file. Plain forms, which work without scripts.
//!
//! The page does not reload itself: whoever reads it with a screen reader would begin at its top again and again.

use super::load::page;
use crate::{
    RequestContext,
    catalogue::{self, fill},
    functions::{BeginExport, RemoveExport},
    respond,
    text::{date, refusal::exports_paused, size},
    ui::{Head, Problem, Scripts, SettingsNav, SettingsPage},
};
use domain::{plan::degrade::Pause, time::Timestamp};
use http::header;
use leptos::{prelude::*, server_fn::ServerFn};
use service::{
    export::{PATH, Progress, Shown},
    sql::exports,
};

/// `/settings/export`.
#[component]
pub(crate) fn ExportPage() -> impl IntoView {
    let context = RequestContext::current()?;
    if context.session.is_none() {
        respond::sign_in_first(PATH);
        return None;
    }
    respond::header(header::CACHE_CONTROL, "private, no-store");
    Some(page(
        async move |context: RequestContext| {
            let session = context.signed_in()?;
            let export = service::export::current(&context.world, session).await?;
            Ok(Some((export, service::usage::exports_pause(&context.world).await)))
        },
        |(export, pause)| view! { <Parts export pause/> },
    ))
}

#[component]
fn Parts(export: Option<Shown>, pause: Option<Pause>) -> impl IntoView {
    let words = &catalogue::here().export;
    let state = match (export, pause) {
        (None, None) => view! { <Begin/> }.into_any(),
        (None, Some(pause)) => view! { <Paused pause/> }.into_any(),
        (Some(export), pause) => view! { <State export pause/> }.into_any(),
    };
    view! {
        <Head title=words.title description=words.description/>
        <Scripts/>
        <section class="narrow settings-page">
            <SettingsNav here=SettingsPage::Export/>
            <h1>{words.heading}</h1>
            <Problem/>
            <p>{words.contains}</p>
            <p>{words.not_in_it}</p>
            {state}
        </section>
    }
}

#[component]
fn Begin() -> impl IntoView {
    let words = &catalogue::here().export;
    view! {
        <p>{words.takes}</p>
        <form method="post" action=BeginExport::PATH>
            <button type="submit">{words.begin}</button>
        </form>
    }
}

/// Why nothing is exported just now: nobody presses a button that will refuse.
#[component]
fn Paused(pause: Pause) -> impl IntoView {
    view! { <p class="hint" role="status">{exports_paused(pause, catalogue::language())}</p> }
}

#[component]
fn State(export: Shown, pause: Option<Pause>) -> impl IntoView {
    let words = &catalogue::here().export;
    let (heading, text, button) = match export.progress {
        Progress::Ready(bytes, until) => (
            words.ready,
            view! { <Ready file=export.file() bytes until/> }.into_any(),
            words.remove,
        ),
        Progress::Failed(problem) => (
            words.failed,
            view! { <p>{reason(problem)}</p><p>{words.remove_first}</p> }.into_any(),
            words.remove,
        ),
        progress => (
            words.under_way,
            view! { <UnderWay progress pause/> }.into_any(),
            words.stop,
        ),
    };
    view! {
        <section aria-labelledby="state">
            <h2 id="state">{heading}</h2>
            {text}
            <form method="post" action=RemoveExport::PATH>
                <input type="hidden" name="export" value=export.id.to_string()/>
                <button class="quiet" type="submit">{button}</button>
            </form>
        </section>
    }
}

#[component]
fn UnderWay(progress: Progress, pause: Option<Pause>) -> impl IntoView {
    let words = &catalogue::here().export;
    let text = match progress {
        Progress::Packing(done, all) => {
            let (done, all) = (size::of(done), size::of(all));
            fill(words.packing, &[("done", &done), ("all", &all)])
        }
        Progress::Summing(photos) => many(words.summing_one, words.summing_many, photos),
        Progress::Collecting(photos) => many(words.collecting_one, words.collecting_many, photos),
        Progress::Ready(..) | Progress::Failed(_) => String::new(),
    };
    // without a value it says that something is going on, and not how much of it
    let value = match progress {
        Progress::Packing(done, all) => Some((done.saturating_mul(100) / all.max(1)).to_string()),
        _ => None,
    };
    view! {
        <p>{text}</p>
        {pause.map(|pause| view! { <Paused pause/> })}
        <progress aria-label=words.progress max="100" value=value></progress>
        <p>{words.takes}</p>
        <p><a class="button" href=PATH>{words.look_again}</a></p>
    }
}

fn many(one: &str, many: &str, count: u32) -> String {
    fill(if count == 1 { one } else { many }, &[("n", &count.to_string())])
}

#[component]
fn Ready(file: String, bytes: u64, until: Timestamp) -> impl IntoView {
    let words = &catalogue::here().export;
    let download = fill(words.download, &[("size", &size::of(bytes))]);
    view! {
        <p><a class="button" href=file download="">{download}</a></p>
        <p>
            {words.until}
            " "
            <time datetime=until.rfc3339()>{date::minute(until, catalogue::language())}</time>
        </p>
        <p>{words.then_gone}</p>
    }
}

fn reason(problem: exports::Problem) -> &'static str {
    let words = &catalogue::here().export;
    match problem {
        exports::Problem::Changed => words.failed_changed,
        exports::Problem::Broken => words.failed_broken,
    }
}
