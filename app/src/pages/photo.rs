//! A photo's page: the photo, what is known of it, and its owner's tools.

use super::{
    load::page,
    photo_details::Details,
    photo_state::{Looks, State},
};
use crate::{
    RequestContext,
    catalogue::{self, fill},
    context::site_name,
    text::{alt::title, place},
    ui::{Bundle, Enlarge, Frame, Head, Initial, LinkPreview, OwnerTools, Problem, Scripts, ShareButton},
};
use domain::{
    id::PhotoId,
    photo::{PhotoState, Visibility},
    view::{Person, PhotoView},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::own::{Details as Besides, OwnDetails};

/// `/photos/{id}`.
#[component]
pub(crate) fn PhotoPage() -> impl IntoView {
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .unwrap_or_default();
    page(
        async move |context: RequestContext| match id.parse::<PhotoId>() {
            Ok(id) => seen(&context, id).await,
            Err(_) => Ok(None),
        },
        |(photo, besides)| view! { <Photo photo besides/> },
    )
}

/// The photo, if this visitor may see it; then it was looked at once more.
async fn seen(context: &RequestContext, id: PhotoId) -> service::Result<Option<(PhotoView, Besides)>> {
    let found = service::own::photo(&context.world, context.viewer(), id).await?;
    if let Some((photo, besides)) = &found {
        service::views::saw(&context.world, photo, besides.own.is_some(), &context.device);
    }
    Ok(found)
}

#[component]
fn Photo(photo: PhotoView, besides: Besides) -> impl IntoView {
    let title = title(&photo);
    let path = if photo.visibility == Visibility::Public {
        photo.url.clone()
    } else {
        String::new()
    };
    let ratio = place::ratio(&photo);
    view! {
        <Scripts bundle=Bundle::Browse/>
        <Head title=title.clone() description=description(&photo) path=path/>
        <LinkPreview photo=photo.clone() title=title.clone() description=description(&photo)/>
        <article class="photo">
            <figure class="stage" style=format!("--r:{ratio:.4}")>
                <Stage photo=photo.clone() ratio/>
            </figure>
            <div class="about">
                <Story photo=photo.clone() own=besides.own/>
                <Details photo besides/>
            </div>
        </article>
    }
}

/// What people say of it, and its owner's tools.
#[component]
fn Story(photo: PhotoView, own: Option<OwnDetails>) -> impl IntoView {
    let looks = if own.is_some() { Looks::Owner } else { Looks::Visitor };
    let tools = own.map(|own| view! { <OwnerTools photo=photo.clone() own/> });
    view! {
        <div class="story">
            <Problem/>
            <Told photo looks/>
            <ShareButton/>
            {tools}
        </div>
    }
}

/// What people say of it: title, whose it is, description, tags.
#[component]
pub(super) fn Told(
    /// The photo.
    photo: PhotoView,
    /// Who looks at it.
    looks: Looks,
) -> impl IntoView {
    let words = &catalogue::here().photo;
    let heading = if photo.title.is_empty() {
        words.untitled.to_owned()
    } else {
        photo.title.clone()
    };
    let description =
        (!photo.description.is_empty()).then(|| view! { <p class="words">{photo.description.clone()}</p> });
    let tags = photo
        .tags
        .iter()
        .map(|tag| view! { <li>{tag.to_string()}</li> })
        .collect_view();
    let tags = (!photo.tags.is_empty()).then(|| view! { <ul class="tags" aria-label=words.tags>{tags}</ul> });
    view! {
        <h1>{heading}</h1>
        <By person=photo.owner.clone()/>
        <State photo looks/>
        {description}
        {tags}
    }
}

#[component]
fn By(person: Person) -> impl IntoView {
    let (before, after) = catalogue::here().site.by.split_once("{name}").unwrap_or_default();
    view! {
        <p class="by">
            {before}
            <a href=format!("/users/{}", person.handle)><Initial name=person.name.clone()/>{person.name}</a>
            {after}
        </p>
    }
}

/// The photo itself, which opens large once it has renditions.
#[component]
fn Stage(photo: PhotoView, ratio: f64) -> impl IntoView {
    let opens = photo.state == PhotoState::Ready && !photo.renditions.is_empty();
    let sizes = format!("min(100vw, {:.0}vh)", ratio * 84.0);
    let frame = view! { <Frame photo ratio sizes eager=true/> };
    if opens {
        view! { <Enlarge>{frame}</Enlarge> }.into_any()
    } else {
        frame.into_any()
    }
}

fn description(photo: &PhotoView) -> String {
    let words = &catalogue::here().photo;
    let text = if photo.title.is_empty() {
        words.description
    } else {
        words.description_titled
    };
    let values = [
        ("title", photo.title.as_str()),
        ("name", &photo.owner.name),
        ("site", &site_name()),
    ];
    fill(text, &values)
}
