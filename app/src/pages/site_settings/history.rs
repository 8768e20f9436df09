//! What was changed, by whom and when, and the way back.

use super::{PATH, choices::told};
use crate::{
    catalogue::{self, fill},
    text::date::minute,
};
use leptos::prelude::*;
use service::site_settings::{Entry, Overview};

/// The versions that are kept.
#[component]
pub(super) fn History(overview: Overview) -> impl IntoView {
    let words = &catalogue::here().set_up;
    let newest = overview.version;
    let none = overview.history.is_empty().then(|| view! { <p>{words.no_history}</p> });
    let entries = overview
        .history
        .into_iter()
        .map(|entry| view! { <Version entry newest/> })
        .collect_view();
    view! {
        <section>
            <h2>{words.history}</h2>
            <p class="faint">{words.history_hint}</p>
            {none}
            <ol class="people">{entries}</ol>
        </section>
    }
}

#[component]
fn Version(entry: Entry, newest: i64) -> impl IntoView {
    let words = &catalogue::here().set_up;
    let number = entry.version.to_string();
    let time = minute(entry.changed_at, catalogue::language());
    let heading = fill(words.version, &[("n", &number), ("time", &time)]);
    let by = match &entry.by {
        Some(handle) => fill(words.by, &[("handle", handle)]),
        None => words.by_nobody.to_owned(),
    };
    let back = if entry.version == newest {
        view! { <p class="faint">{words.holds_now}</p> }.into_any()
    } else {
        let named = fill(words.restore_named, &[("n", &number)]);
        view! {
            <form method="post" action=PATH>
                <input type="hidden" name="version" value=newest.to_string()/>
                <input type="hidden" name="restore" value=number/>
                <button class="quiet" type="submit" aria-label=named>{words.restore}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <li>
            <p><strong>{heading}</strong></p>
            <p class="faint">{by}</p>
            {changes(&entry)}
            {back}
        </li>
    }
}

/// Field by field, what was and what is.
fn changes(entry: &Entry) -> AnyView {
    let words = &catalogue::here().set_up;
    let Some(before) = &entry.before else {
        return view! { <p class="faint">{words.earliest}</p> }.into_any();
    };
    let change = |field| {
        let (was, is) = (told(field, before), told(field, &entry.settings));
        let values = [("field", words.field(field)), ("before", &was), ("after", &is)];
        view! { <li>{fill(words.from_to, &values)}</li> }
    };
    let changes = before.changes(&entry.settings).into_iter().map(change).collect_view();
    view! { <ul>{changes}</ul> }.into_any()
}
