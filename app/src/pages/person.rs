//! A person's page: who they are, and what of theirs this viewer may see.

use super::load::page;
use crate::{
    RequestContext,
    catalogue::{self, fill},
    sharing::feed::query,
    ui::{Bundle, Drawn, Empty, Feeds, Gallery, Grid, Head, Icon, Initial, Pager, PersonTools, Problem, Scripts},
};
use domain::view::{Page, Person, PhotoView};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use service::read::Tools;

/// `/users/{handle}`.
#[component]
pub(crate) fn PersonPage() -> impl IntoView {
    let handle = use_params_map()
        .with_untracked(|params| params.get("handle"))
        .unwrap_or_default();
    let cursor = use_query_map().with_untracked(|query| query.get("cursor"));
    let later = cursor.is_some();
    let session = RequestContext::current().and_then(|context| context.session);
    let own = session.is_some_and(|session| session.handle == handle);
    page(
        async move |context: RequestContext| {
            service::read::person(&context.world, context.viewer(), &handle, cursor.as_deref()).await
        },
        move |(person, photos, tools)| view! { <Photos person photos later own tools/> },
    )
}

#[component]
fn Photos(person: Person, photos: Page<PhotoView>, later: bool, own: bool, tools: Tools) -> impl IntoView {
    let words = &catalogue::here().person;
    let path = format!("/users/{}", person.handle);
    let feed = format!("{path}/feed.atom{}", query(catalogue::language()));
    let whom = person.clone();
    // where they are blocked, it is said why there are none
    let empty = (photos.items.is_empty() && photos.next.is_none() && !tools.unblock)
        .then(|| view! { <Nothing name=person.name.clone() own/> });
    view! {
        <Scripts bundle=Bundle::Browse/>
        <Head
            title=person.name.clone()
            description=fill(words.description, &[("name", &person.name)])
            path=path.clone()
        />
        <Feeds path=path.clone()/>
        <header class="person">
            <Initial name=person.name.clone()/>
            <div>
                <h1>{person.name}</h1>
                <p class="faint">"@"{person.handle.clone()}</p>
            </div>
            <p class="row">
                <a class="button bare" href=feed aria-label=catalogue::here().site.feed>
                    <Drawn icon=Icon::Feed/>
                </a>
            </p>
        </header>
        <Problem/>
        {(!own).then(|| view! { <PersonTools person=whom tools/> })}
        <Gallery>
            <Grid photos=photos.items/>
            {empty}
            <Pager path later next=photos.next/>
        </Gallery>
    }
}

#[component]
fn Nothing(name: String, own: bool) -> impl IntoView {
    let words = catalogue::here();
    if own {
        view! {
            <Empty>
                <p>{words.person.empty_own}</p>
                <p><a class="button" href="/upload">{words.person.empty_own_upload}</a></p>
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <Empty>
                <p>{fill(words.person.empty_other, &[("name", &name)])}</p>
                <p><a class="button" href="/">{words.site.to_newest}</a></p>
            </Empty>
        }
        .into_any()
    }
}
