//! What is known of a photo, beside it: how it was exposed, when and with what, what others may do with it, its colours, and
//! the sizes to download.

use crate::{
    catalogue::{self, fill},
    text::{camera, date, licence, state},
    ui::{Drawn, Icon},
};
use domain::{
    photo::{Camera, Visibility},
    placeholder,
    view::{PhotoView, RenditionView},
};
use leptos::prelude::*;

/// Everything that is known, as far as it is.
#[component]
pub(crate) fn Details(
    /// The photo.
    photo: PhotoView,
) -> impl IntoView {
    let words = &catalogue::here().photo;
    let exposure = photo.camera.clone().and_then(exposure);
    let colours = photo.placeholder.as_deref().and_then(placeholder::colours);
    view! {
        <section class="panel" aria-label=words.facts>
            {exposure}
            <Facts photo=photo.clone()/>
            {colours.map(|colours| view! { <Swatches colours/> })}
            <Sizes renditions=photo.renditions.clone() original=photo.original/>
        </section>
    }
}

/// Focal length, aperture, exposure time and sensitivity, as a camera's display shows them; nothing if none is known.
fn exposure(camera: Camera) -> Option<impl IntoView> {
    let words = &catalogue::here().photo;
    let [length, aperture, time, iso] = camera::exposure(&camera);
    let parts = [
        (words.focal_length, length),
        (words.aperture, aperture),
        (words.exposure_time, time),
        (words.sensitivity, iso),
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }))
        .collect();
    (!parts.is_empty()).then(|| view! { <dl class="exposure">{parts}</dl> })
}

#[component]
fn Facts(photo: PhotoView) -> impl IntoView {
    let (words, language) = (&catalogue::here().photo, catalogue::language());
    let taken = photo
        .taken_at
        .as_deref()
        .and_then(|text| date::day_taken(text, language));
    let body = photo.camera.as_ref().and_then(camera::body);
    let lens = photo.camera.as_ref().and_then(|camera| camera.lens.clone());
    let size = photo.width.zip(photo.height).map(|(width, height)| {
        let values = [("width", &*width.to_string()), ("height", &*height.to_string())];
        fill(words.pixels, &values)
    });
    let uploaded = view! {
        <time datetime=date::machine_day(photo.created_at)>{date::day(photo.created_at, language)}</time>
    };
    let hidden =
        (photo.visibility != Visibility::Public).then(|| fact(words.seen_by, state::visibility(photo.visibility)));
    let licence = licence::link(photo.licence);
    view! {
        <dl class="facts">
            {body.map(|body| fact(words.camera, body))}
            {lens.map(|lens| fact(words.lens, lens))}
            {taken.map(|day| fact(words.taken, day))}
            {fact(words.uploaded, uploaded)}
            {size.map(|size| fact(words.size, size))}
            {fact(words.licence, licence)}
            {hidden}
        </dl>
    }
}

fn fact<Value: IntoView + 'static>(name: &'static str, value: Value) -> impl IntoView + use<Value> {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
}

/// The photo's colours: those of its placeholder, each once.
#[component]
fn Swatches(colours: [String; 6]) -> impl IntoView {
    let words = &catalogue::here().photo;
    let mut seen: Vec<String> = Vec::with_capacity(colours.len());
    for colour in colours {
        if !seen.contains(&colour) {
            seen.push(colour);
        }
    }
    let swatches = seen
        .into_iter()
        .map(|colour| {
            let style = format!("--c:{colour}");
            view! { <li style=style><span class="unseen">{colour}</span></li> }
        })
        .collect_view();
    view! {
        <div class="row">
            <h2 class="unseen">{words.colours}</h2>
            <ul class="swatches">{swatches}</ul>
        </div>
    }
}

/// Every size, from the smallest to the largest, and the original for its owner.
#[component]
fn Sizes(renditions: Vec<RenditionView>, original: Option<String>) -> impl IntoView {
    let words = &catalogue::here().photo;
    let nothing = renditions.is_empty() && original.is_none();
    let sizes = renditions
        .into_iter()
        .map(|file| {
            let size = format!("{} × {}", file.width, file.height);
            let format = file.media_type.extension().to_uppercase();
            view! { <li><a href=file.url download=""><Drawn icon=Icon::Download/>{size}<span class="faint">{format}</span></a></li> }
        })
        .collect_view();
    let original = original.map(|path| {
        view! { <li><a href=path download=""><Drawn icon=Icon::Download/>{words.original}</a></li> }
    });
    (!nothing).then(|| {
        view! {
            <details class="fold">
                <summary>{words.download}</summary>
                <ul class="sizes">{sizes}{original}</ul>
            </details>
        }
    })
}
