//! The people of a site, for those who keep order: looking somebody up, suspending, roles. Plain forms.

use super::load::page;
use crate::{
    RequestContext,
    catalogue::{self, fill},
    functions::{ChangeRole, ReinstatePerson, SuspendPerson},
    text::date::day,
    ui::{Head, OrderNav, OrderPage, Pager, PlanNotice, Problem, Scripts, options},
};
use domain::{access::Role, view::Page};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use service::people::Overseen;

/// Its path.
const PATH: &str = "/admin/people";

/// `/admin/people`: everybody, the newest first; with `?q=` whoever has this handle or e-mail.
#[component]
pub(crate) fn PeoplePage() -> impl IntoView {
    let asked = |name: &str| use_query_map().with_untracked(|query| query.get(name));
    let (wanted, cursor) = (asked("q").filter(|text| !text.trim().is_empty()), asked("cursor"));
    let (shown, later) = (wanted.clone(), cursor.is_some());
    page(
        async move |context: RequestContext| {
            service::people::list(&context.world, context.viewer(), wanted.as_deref(), cursor.as_deref()).await
        },
        move |people| view! { <People people wanted=shown later/> },
    )
}

#[component]
fn People(people: Page<Overseen>, wanted: Option<String>, later: bool) -> impl IntoView {
    let words = &catalogue::here().people;
    let everybody = wanted
        .is_some()
        .then(|| view! { <p><a href=PATH>{words.everybody}</a></p> });
    let nobody = people.items.is_empty().then(|| view! { <p>{words.nobody}</p> });
    let items = people
        .items
        .into_iter()
        .map(|person| view! { <Entry person/> })
        .collect_view();
    view! {
        <Head title=words.people description=words.people_description/>
        <Scripts/>
        <section class="narrow settings-page">
            <OrderNav here=OrderPage::People/>
            <h1>{words.people}</h1>
            <PlanNotice/>
            <Problem/>
            <form method="get" action=PATH role="search">
                <label class="field">
                    <span>{words.find}</span>
                    <input
                        type="search"
                        name="q"
                        value=wanted
                        maxlength="254"
                        required
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                    />
                </label>
                <button class="quiet" type="submit">{words.find_button}</button>
            </form>
            {everybody}
            {nobody}
            <ul class="people">{items}</ul>
            <Pager path=PATH later next=people.next first=words.newest older=words.older/>
        </section>
    }
}

#[component]
fn Entry(person: Overseen) -> impl IntoView {
    let words = &catalogue::here().people;
    let language = catalogue::language();
    let suspended = person.suspended_at.map(|since| {
        let text = fill(words.suspended_since, &[("day", &day(since, language))]);
        view! { <p class="wrong">{text}</p> }
    });
    let about = format!(
        "@{}, {}, {}",
        person.handle,
        words.role(person.role),
        fill(words.since, &[("day", &day(person.created_at, language))])
    );
    let page = format!("/users/{}", person.handle);
    view! {
        <li>
            <p><a href=page><strong>{person.name.clone()}</strong></a></p>
            <p class="faint">{about}</p>
            {suspended}
            <Standing person=person.clone()/>
            {person.may_change_role.then(|| view! { <RoleChoice person/> })}
        </li>
    }
}

/// Suspending, which has to be asked for twice; or taking that back.
#[component]
fn Standing(person: Overseen) -> impl IntoView {
    let words = &catalogue::here().people;
    if !person.may_suspend {
        return ().into_any();
    }
    let named = |text: &str| fill(text, &[("name", &person.name)]);
    if person.suspended_at.is_some() {
        return view! {
            <form method="post" action=ReinstatePerson::PATH>
                <input type="hidden" name="handle" value=person.handle.clone()/>
                <button class="quiet" type="submit" aria-label=named(words.reinstate_named)>{words.reinstate}</button>
            </form>
        }
        .into_any();
    }
    view! {
        <details class="fold">
            <summary aria-label=named(words.suspend_named)>{words.suspend}</summary>
            <form method="post" action=SuspendPerson::PATH>
                <input type="hidden" name="handle" value=person.handle.clone()/>
                <p>{words.suspend_text}</p>
                <button class="danger" type="submit">{named(words.suspend_named)}</button>
            </form>
        </details>
    }
    .into_any()
}

#[component]
fn RoleChoice(person: Overseen) -> impl IntoView {
    let words = &catalogue::here().people;
    let options = options(Role::ALL, person.role, Role::as_str, |role| words.role(role));
    view! {
        <details class="fold">
            <summary aria-label=fill(words.change_role_named, &[("name", &person.name)])>{words.change_role}</summary>
            <form method="post" action=ChangeRole::PATH>
                <input type="hidden" name="handle" value=person.handle/>
                <label class="field">
                    <span>{words.role}</span>
                    <select name="role">{options}</select>
                </label>
                <p class="hint">{words.change_role_text}</p>
                <button type="submit">{words.save}</button>
            </form>
        </details>
    }
}
