//! The three lists: what is stuck, what has failed, and dead letters.

use super::PATH;
use crate::{
    catalogue::{self, fill},
    functions::{ForgetLetter, RetryJob, RetryJobs, RetryLetter},
    respond::overseen,
    text::{date::minute, refusal::reason, state},
    ui::Pager,
};
use domain::photo::PhotoState;
use leptos::{prelude::*, server_fn::ServerFn};
use service::{
    jobs::{Cursors, List, Troubles},
    sql::troubles::{LetterRow, TroubleRow},
};

/// All of them.
#[component]
pub(super) fn Lists(
    troubles: Troubles,
    /// Where each was asked to begin.
    later: Cursors,
) -> impl IntoView {
    let Troubles { stuck, failed, letters } = troubles;
    let jobs = |rows: Vec<TroubleRow>, list: List| {
        rows.into_iter()
            .map(move |row| view! { <Job row list/> })
            .collect_view()
            .into_any()
    };
    let (none_stuck, none_failed, none_letters) = (
        stuck.items.is_empty(),
        failed.items.is_empty(),
        letters.items.is_empty(),
    );
    let (stuck_jobs, failed_jobs) = (jobs(stuck.items, List::Stuck), jobs(failed.items, List::Failed));
    let all_letters = letters
        .items
        .into_iter()
        .map(|letter| view! { <Letter letter/> })
        .collect_view()
        .into_any();
    let later = [&later.stuck, &later.failed, &later.letters].map(Option::is_some);
    let [stuck_later, failed_later, letters_later] = later;
    view! {
        <OneList list=List::Stuck empty=none_stuck entries=stuck_jobs later=stuck_later next=stuck.next/>
        <OneList list=List::Failed empty=none_failed entries=failed_jobs later=failed_later next=failed.next/>
        <OneList list=List::Letters empty=none_letters entries=all_letters later=letters_later next=letters.next/>
    }
}

/// One of them, with what brings back many of it, and the way to its next page.
#[component]
fn OneList(
    list: List,
    empty: bool,
    entries: AnyView,
    /// Whether it does not begin at its beginning.
    later: bool,
    next: Option<String>,
) -> impl IntoView {
    let words = &catalogue::here().jobs;
    let name = words.list(list);
    view! {
        <section>
            <h2>{name}</h2>
            <p>{words.about(list, empty)}</p>
            {(!empty).then(|| view! { <RetryAll list/> })}
            <ul class="people">{entries}</ul>
            <Pager path=PATH by=list.as_str() later next of=name first=words.first older=words.more/>
        </section>
    }
}

#[component]
fn RetryAll(list: List) -> impl IntoView {
    let words = &catalogue::here().jobs;
    let named = fill(words.retry_all_named, &[("list", words.list(list))]);
    view! {
        <form method="post" action=RetryJobs::PATH>
            <input type="hidden" name="list" value=list.as_str()/>
            <button class="quiet" type="submit" aria-label=named>{words.retry_all}</button>
        </form>
    }
}

#[component]
fn Job(row: TroubleRow, list: List) -> impl IntoView {
    let words = &catalogue::here().jobs;
    let language = catalogue::language();
    let id = row.photo_id.to_string();
    let owner = match &row.handle {
        Some(handle) => {
            let text = fill(words.of_owner, &[("handle", handle)]);
            view! { <a href=overseen(handle)>{text}</a> }.into_any()
        }
        None => words.of_leaving.into_any(),
    };
    let when = match list {
        List::Stuck => fill(words.due_since, &[("time", &minute(row.due_at, language))]),
        List::Failed | List::Letters => fill(words.failed_at, &[("time", &minute(row.updated_at, language))]),
    };
    let tries = fill(words.tries, &[("n", &row.tries.to_string())]);
    let about = [state::label(row.photo).map(str::to_owned), Some(when), Some(tries)];
    let about: Vec<String> = about.into_iter().flatten().collect();
    let why = row.reason.map(|why| view! { <p>{reason(why, language)}</p> });
    let cause = row.last_error.map(|cause| fill(words.cause, &[("cause", &cause)]));
    let cause = cause.map(|text| view! { <p class="faint">{text}</p> });
    let shown = (row.photo == PhotoState::Ready && list == List::Failed).then(|| view! { <p>{words.still_shown}</p> });
    view! {
        <li>
            <p><code>{id.clone()}</code></p>
            <p>{owner}</p>
            <p class="faint">{about.join(", ")}</p>
            {why}
            {shown}
            {cause}
            <form method="post" action=RetryJob::PATH>
                <input type="hidden" name="photo" value=id.clone()/>
                <button class="quiet" type="submit" aria-label=fill(words.retry_named, &[("id", &id)])>{words.retry}</button>
            </form>
        </li>
    }
}

#[component]
fn Letter(letter: LetterRow) -> impl IntoView {
    let words = &catalogue::here().jobs;
    let when = fill(
        words.given_up_at,
        &[("time", &minute(letter.received_at, catalogue::language()))],
    );
    let named = |text: &str| fill(text, &[("id", &letter.body)]);
    let retry = letter.photo().map(|_| {
        view! {
            <form method="post" action=RetryLetter::PATH>
                <input type="hidden" name="letter" value=letter.id.clone()/>
                <button class="quiet" type="submit" aria-label=named(words.retry_named)>{words.retry}</button>
            </form>
        }
    });
    view! {
        <li>
            <p><code>{letter.body.clone()}</code></p>
            <p class="faint">{when}</p>
            {retry}
            <form method="post" action=ForgetLetter::PATH>
                <input type="hidden" name="letter" value=letter.id.clone()/>
                <button class="quiet" type="submit" aria-label=named(words.forget_named)>{words.forget}</button>
            </form>
        </li>
    }
}
