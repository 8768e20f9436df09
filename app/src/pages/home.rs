//! The home page: the newest public photos.

use super::load::page;
use crate::{
    RequestContext, catalogue,
    ui::{BrowseNav, BrowsePage, Bundle, Feeds, Gallery, Grid, Head, Notice, Pager, Scripts},
};
use domain::view::{Page, PhotoView};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// `/`, and its older pages at `/?cursor=…`.
#[component]
pub(crate) fn Home() -> impl IntoView {
    let cursor = use_query_map().with_untracked(|query| query.get("cursor"));
    let later = cursor.is_some();
    page(
        async move |context: RequestContext| {
            let photos = service::read::home(&context.world, context.viewer(), cursor.as_deref()).await?;
            Ok(Some(photos))
        },
        move |photos| view! { <Newest photos later/> },
    )
}

#[component]
fn Newest(photos: Page<PhotoView>, later: bool) -> impl IntoView {
    let words = &catalogue::here().home;
    let empty = photos.items.is_empty();
    view! {
        <Scripts bundle=Bundle::Browse/>
        <Head description=words.description path="/"/>
        <Feeds path="/"/>
        {if empty && photos.next.is_none() {
            view! { <Empty later/> }.into_any()
        } else {
            view! {
                {(!later).then(|| view! { <BrowseNav here=BrowsePage::Newest/> })}
                <h1 class="unseen">{words.heading}</h1>
                <Gallery>
                    <Grid photos=photos.items/>
                    <Pager path="/" later next=photos.next/>
                </Gallery>
            }
            .into_any()
        }}
    }
}

/// What is said where there are none.
#[component]
pub(super) fn Empty(later: bool) -> impl IntoView {
    let words = catalogue::here();
    if later {
        return view! {
            <Notice title=words.home.no_older>
                <p>{words.home.no_older_text}</p>
                <p><a class="button" href="/">{words.site.to_newest}</a></p>
            </Notice>
        }
        .into_any();
    }
    view! {
        <Notice title=words.home.empty>
            <p>{words.home.empty_text}</p>
            <p><a class="button" href="/upload">{words.home.empty_upload}</a></p>
        </Notice>
    }
    .into_any()
}
