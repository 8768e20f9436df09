//! The people whom somebody has blocked. Plain forms.

use super::load::page;
use crate::{
    RequestContext,
    catalogue::{self, fill},
    functions::UnblockPerson,
    respond,
    text::date::day,
    ui::{Head, Pager, Problem, Scripts, SettingsNav, SettingsPage},
};
use domain::view::Page;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use service::sql::people::BlockedRow;

/// Its path.
const PATH: &str = "/settings/blocked";

/// `/settings/blocked`.
#[component]
pub(crate) fn BlockedPage() -> impl IntoView {
    let context = RequestContext::current()?;
    if context.session.is_none() {
        respond::sign_in_first(PATH);
        return None;
    }
    let cursor = use_query_map().with_untracked(|query| query.get("cursor"));
    let later = cursor.is_some();
    Some(page(
        async move |context: RequestContext| {
            service::people::blocked(&context.world, context.viewer(), cursor.as_deref())
                .await
                .map(Some)
        },
        move |people| view! { <Blocked people later/> },
    ))
}

#[component]
fn Blocked(people: Page<BlockedRow>, later: bool) -> impl IntoView {
    let words = &catalogue::here().people;
    let nobody = people.items.is_empty().then(|| view! { <p>{words.blocked_nobody}</p> });
    let entries = people
        .items
        .into_iter()
        .map(|person| view! { <Entry person/> })
        .collect_view();
    view! {
        <Head title=words.blocked description=words.blocked_description/>
        <Scripts/>
        <section class="narrow settings-page">
            <SettingsNav here=SettingsPage::Blocked/>
            <h1>{words.blocked}</h1>
            <Problem/>
            <p class="faint">{words.blocked_text}</p>
            {nobody}
            <ul class="people">{entries}</ul>
            <Pager path=PATH later next=people.next first=words.blocked_newest older=words.blocked_older/>
        </section>
    }
}

/// Without a link to their page: they may have blocked whoever reads this.
#[component]
fn Entry(person: BlockedRow) -> impl IntoView {
    let words = &catalogue::here().people;
    let since = fill(
        words.blocked_since,
        &[("day", &day(person.created_at, catalogue::language()))],
    );
    let about = format!("@{}, {since}", person.handle);
    let unblock = fill(words.unblock_named, &[("name", &person.name)]);
    view! {
        <li>
            <p><strong>{person.name}</strong></p>
            <p class="faint">{about}</p>
            <form method="post" action=UnblockPerson::PATH>
                <input type="hidden" name="handle" value=person.handle/>
                <input type="hidden" name="next" value=PATH/>
                <button class="quiet" type="submit" aria-label=unblock>{words.unblock}</button>
            </form>
        </li>
    }
}
