//! What is known of a photo: whose, when, with what.

use crate::{
    catalogue::{self, fill},
    text::{camera, date, state},
};
use domain::{photo::Visibility, view::PhotoView};
use leptos::prelude::*;

/// Owner, dates and camera.
#[component]
pub(crate) fn Facts(
    /// The photo.
    photo: PhotoView,
) -> impl IntoView {
    let words = catalogue::here();
    let language = catalogue::language();
    let taken = photo
        .taken_at
        .as_deref()
        .and_then(|text| date::day_taken(text, language));
    let camera = photo.camera.as_ref().and_then(camera::line);
    let lens = photo.camera.as_ref().and_then(|camera| camera.lens.clone());
    let size = photo.width.zip(photo.height).map(|(width, height)| {
        let values = [("width", &*width.to_string()), ("height", &*height.to_string())];
        fill(words.photo.pixels, &values)
    });
    let uploaded = view! {
        <time datetime=date::machine_day(photo.created_at)>{date::day(photo.created_at, language)}</time>
    };
    let hidden = (photo.visibility != Visibility::Public)
        .then(|| fact(words.photo.seen_by, state::visibility(photo.visibility)));
    let (before, after) = words.site.by.split_once("{name}").unwrap_or_default();
    view! {
        <p class="by">
            {before}<a href=format!("/users/{}", photo.owner.handle)>{photo.owner.name.clone()}</a>{after}
        </p>
        <dl class="facts">
            {taken.map(|day| fact(words.photo.taken, day))}
            {camera.map(|line| fact(words.photo.camera, line))}
            {lens.map(|lens| fact(words.photo.lens, lens))}
            {size.map(|size| fact(words.photo.size, size))}
            {fact(words.photo.uploaded, uploaded)}
            {hidden}
        </dl>
    }
}

fn fact<Value: IntoView + 'static>(name: &'static str, value: Value) -> impl IntoView + use<Value> {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
}
