//! What a visitor can do about a person, on that person's page. Plain forms.

use crate::{
    catalogue::{self, fill},
    functions::{BlockPerson, UnblockPerson},
    respond,
};
use domain::view::Person;
use leptos::{prelude::*, server_fn::ServerFn};
use service::read::Tools;

/// Blocking, or taking that back; and for those who keep order, the way to do that.
#[component]
pub(crate) fn PersonTools(
    /// Whose page it is.
    person: Person,
    /// What is offered.
    tools: Tools,
) -> impl IntoView {
    let words = &catalogue::here().people;
    let order = tools.oversee.then(|| {
        let suspended = tools
            .suspended
            .then(|| view! { <span class="wrong">{words.suspended}</span>" " });
        let path = respond::overseen(&person.handle);
        view! { <p>{suspended}<a href=path>{words.look_up}</a></p> }
    });
    let block = tools.block.then(|| view! { <Block person=person.clone()/> });
    let unblock = tools.unblock.then(|| view! { <Unblock person=person.clone()/> });
    (order.is_some() || block.is_some() || unblock.is_some())
        .then(|| view! { <div class="person-tools">{order}{unblock}{block}</div> })
}

#[component]
fn Block(person: Person) -> impl IntoView {
    let words = &catalogue::here().people;
    let named = |text: &str| fill(text, &[("name", &person.name)]);
    view! {
        <details class="fold">
            <summary>{named(words.block)}</summary>
            <form method="post" action=BlockPerson::PATH>
                <Fields handle=person.handle.clone()/>
                <p>{named(words.block_text)}</p>
                <button class="danger" type="submit">{words.block_button}</button>
            </form>
        </details>
    }
}

#[component]
fn Unblock(person: Person) -> impl IntoView {
    let words = &catalogue::here().people;
    view! {
        <form method="post" action=UnblockPerson::PATH>
            <p>{fill(words.have_blocked, &[("name", &person.name)])}</p>
            <Fields handle=person.handle/>
            <button class="quiet" type="submit">{words.unblock}</button>
        </form>
    }
}

/// Whom it is about, and that it ends on their page.
#[component]
fn Fields(handle: String) -> impl IntoView {
    let next = format!("/users/{handle}");
    view! {
        <input type="hidden" name="handle" value=handle/>
        <input type="hidden" name="next" value=next/>
    }
}
