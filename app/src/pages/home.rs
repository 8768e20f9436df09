//! The home page: the newest public photos.

use super::load::page;
use crate::{
    RequestContext,
    ui::{Grid, Head, Notice, Pager, Scripts},
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
    let empty = photos.items.is_empty();
    view! {
        <Scripts islands=false/>
        <Head description="The newest photographs on Heliograph, in their own proportions and colours." path="/"/>
        {if empty && photos.next.is_none() {
            view! { <Empty later/> }.into_any()
        } else {
            view! {
                <h1 class="unseen">"Newest photos"</h1>
                <Grid photos=photos.items/>
                <Pager path="/" later next=photos.next/>
            }
            .into_any()
        }}
    }
}

#[component]
fn Empty(later: bool) -> impl IntoView {
    if later {
        return view! {
            <Notice title="No older photos">
                <p>"You have reached the first light."</p>
                <p><a class="button" href="/">"To the newest photos"</a></p>
            </Notice>
        }
        .into_any();
    }
    view! {
        <Notice title="No photos yet">
            <p>"This wall is waiting for its first photograph. It could be yours."</p>
            <p><a class="button" href="/upload">"Upload a photo"</a></p>
        </Notice>
    }
    .into_any()
}
