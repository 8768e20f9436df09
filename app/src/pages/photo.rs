//! A photo's page: the photo, what is known of it, and its owner's tools.

use super::{load::page, photo_facts::Facts};
use crate::{
    RequestContext,
    islands::Pending,
    text::place,
    ui::{Frame, Head, LinkPreview, OwnerTools, Problem, Scripts},
};
use domain::{
    id::PhotoId,
    photo::{PhotoState, Visibility},
    reason::Reason,
    view::PhotoView,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// `/photos/{id}`.
#[component]
pub(crate) fn PhotoPage() -> impl IntoView {
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .unwrap_or_default();
    page(
        async move |context: RequestContext| match id.parse::<PhotoId>() {
            Ok(id) => service::read::photo(&context.world, context.viewer(), id).await,
            Err(_) => Ok(None),
        },
        |photo| view! { <Photo photo/> },
    )
}

#[component]
fn Photo(photo: PhotoView) -> impl IntoView {
    let title = title(&photo);
    let heading = if photo.title.is_empty() {
        "Untitled".to_owned()
    } else {
        photo.title.clone()
    };
    let tools = photo
        .original
        .is_some()
        .then(|| view! { <OwnerTools photo=photo.clone()/> });
    let path = if photo.visibility == Visibility::Public {
        photo.url.clone()
    } else {
        String::new()
    };
    let ratio = place::ratio(&photo);
    view! {
        <Scripts islands=photo.state.is_pending()/>
        <Head title=title.clone() description=description(&photo) path=path/>
        <LinkPreview photo=photo.clone() title=title.clone()/>
        <article class="photo">
            <figure class="stage" style=format!("--r:{ratio:.4}")>
                <Frame photo=photo.clone() ratio sizes=format!("min(100vw, {:.0}vh)", ratio * 86.0) eager=true/>
            </figure>
            <div class="about">
                <Problem/>
                <h1>{heading}</h1>
                <State photo=photo.clone()/>
                <Facts photo/>
                {tools}
            </div>
        </article>
    }
}

/// What is to be said while it is not ready.
#[component]
fn State(photo: PhotoView) -> impl IntoView {
    match photo.state {
        PhotoState::Ready => ().into_any(),
        PhotoState::Failed => {
            let reason = photo.reason.unwrap_or(Reason::Other).to_string();
            view! { <p class="problem"><span class="chip">"Failed"</span>" "{reason}</p> }.into_any()
        }
        PhotoState::Uploading => view! {
            <p class="state"><span class="chip">"Arriving"</span>" The original is still on its way."</p>
        }
        .into_any(),
        PhotoState::Queued | PhotoState::Processing => view! {
            <p class="state"><span class="chip">"Processing"</span>" This is a preview. The finished photo takes its place by itself."</p>
            <Pending/>
            <noscript><meta http-equiv="refresh" content="5"/></noscript>
        }
        .into_any(),
    }
}

/// Its title, or whose it is.
fn title(photo: &PhotoView) -> String {
    if photo.title.is_empty() {
        format!("Photo by {}", photo.owner.name)
    } else {
        photo.title.clone()
    }
}

fn description(photo: &PhotoView) -> String {
    if photo.title.is_empty() {
        format!("A photograph by {} on Heliograph.", photo.owner.name)
    } else {
        format!("“{}”, a photograph by {} on Heliograph.", photo.title, photo.owner.name)
    }
}
