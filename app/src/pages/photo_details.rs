//! What is known of a photo, beside it: how it was exposed, when and with what, what others may do with it, its colours, and
//! the sizes to download.

use crate::{
    catalogue::{self, fill},
    text::{camera, coordinates, date, licence, size, state},
    ui::{Drawn, Icon},
};
use domain::{
    photo::{Camera, Visibility},
    placeholder,
    view::{PhotoView, RenditionView},
};
use leptos::prelude::*;
use service::own::Details as Besides;
use std::collections::BTreeSet;

/// Everything that is known, as far as it is.
#[component]
pub(crate) fn Details(
    /// The photo.
    photo: PhotoView,
    /// What is told of it besides, to whoever looks.
    besides: Besides,
) -> impl IntoView {
    let words = &catalogue::here().photo;
    let exposure = photo.camera.clone().and_then(exposure);
    let colours = colours(&photo);
    view! {
        <section class="panel" aria-label=words.facts>
            {exposure}
            <Facts photo=photo.clone()/>
            <Told besides/>
            {(!colours.is_empty()).then(|| view! { <Swatches colours/> })}
            <Sizes renditions=photo.renditions.clone() original=photo.original/>
        </section>
    }
}

/// The dominant colours; while they are not known, those of the placeholder, each once.
fn colours(photo: &PhotoView) -> Vec<String> {
    let known = (!photo.colours.is_empty()).then(|| photo.colours.clone());
    let mut colours = known
        .or_else(|| Some(placeholder::colours(photo.placeholder.as_deref()?)?.into()))
        .unwrap_or_default();
    let mut seen = BTreeSet::new();
    colours.retain(|colour| is_colour(colour) && seen.insert(colour.clone()));
    colours
}

/// Whether this is a colour and nothing else, since it goes into a style.
fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Where it was taken, for its owner and whoever they show it to; and what a smaller original saves, for its owner.
#[component]
fn Told(besides: Besides) -> impl IntoView {
    let words = &catalogue::here().photo;
    let own = besides.own;
    let note = own.map(|own| if own.shown { words.place_shown } else { words.only_you });
    let place = besides.place.map(|place| {
        let (position, altitude) = coordinates::of(place, words);
        view! {
            <div>
                <dt>{words.place}</dt>
                <dd>
                    {position}
                    {altitude.map(|altitude| view! { <br/>{altitude} })}
                    {note.map(|note| view! { <br/><span class="faint">{note}</span> })}
                </dd>
            </div>
        }
    });
    let saved = own.and_then(|own| own.saved).map(|saved| {
        let [kept, of, less] = [saved.of.saturating_sub(saved.bytes), saved.of, saved.bytes].map(size::of);
        let text = fill(words.saved, &[("kept", &kept), ("of", &of), ("saved", &less)]);
        fact(words.original, text)
    });
    (place.is_some() || saved.is_some()).then(|| view! { <dl class="facts">{place}{saved}</dl> })
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
        <time datetime=photo.created_at.day()>{date::day(photo.created_at, language)}</time>
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

#[component]
fn Swatches(colours: Vec<String>) -> impl IntoView {
    let words = &catalogue::here().photo;
    let swatches = colours
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
