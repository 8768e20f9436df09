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
    let words = &catalogue::here().jobs;
    let Troubles { stuck, failed, letters } = troubles;
    let jobs = |rows: Vec<TroubleRow>, list: List| {
        rows.into_iter()
            .map(move |row| view! { <Job row list/> })
            .collect_view()
    };
    let (none_stuck, none_failed, none_letters) = (
        stuck.items.is_empty(),
        failed.items.is_empty(),
        letters.items.is_empty(),
    );
    let letter_entries = letters
        .items
        .into_iter()
        .map(|letter| view! { <Letter letter/> })
        .collect_view();
    view! {
        <section>
            <h2>{words.stuck}</h2>
            <p>{if none_stuck { words.no_stuck } else { words.stuck_text }}</p>
            {(!none_stuck).then(|| view! { <RetryAll list=List::Stuck/> })}
            <ul class="people">{jobs(stuck.items, List::Stuck)}</ul>
            <Pager
                path=PATH
                by="stuck"
                later=later.stuck.is_some()
                next=stuck.next
                of=words.stuck
                first=words.first
                older=words.more
            />
        </section>
        <section>
            <h2>{words.failed}</h2>
            <p>{if none_failed { words.no_failed } else { words.failed_text }}</p>
            {(!none_failed).then(|| view! { <RetryAll list=List::Failed/> })}
            <ul class="people">{jobs(failed.items, List::Failed)}</ul>
            <Pager
                path=PATH
                by="failed"
                later=later.failed.is_some()
                next=failed.next
                of=words.failed
                first=words.first
                older=words.more
            />
        </section>
        <section>
            <h2>{words.letters}</h2>
            <p>{if none_letters { words.no_letters } else { words.letters_text }}</p>
            {(!none_letters).then(|| view! { <RetryAll list=List::Letters/> })}
            <ul class="people">{letter_entries}</ul>
            <Pager
                path=PATH
                by="letters"
                later=later.letters.is_some()
                next=letters.next
                of=words.letters
                first=words.first
                older=words.more
            />
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
