//! What is known of a photo: whose, when, with what.

use crate::text::{camera, date, state::VISIBILITIES};
use domain::{photo::Visibility, view::PhotoView};
use leptos::prelude::*;

/// Owner, dates and camera.
#[component]
pub(crate) fn Facts(
    /// The photo.
    photo: PhotoView,
) -> impl IntoView {
    let taken = photo.taken_at.as_deref().and_then(date::day_taken);
    let camera = photo.camera.as_ref().and_then(camera::line);
    let lens = photo.camera.as_ref().and_then(|camera| camera.lens.clone());
    let size = photo
        .width
        .zip(photo.height)
        .map(|(width, height)| format!("{width} × {height} pixels"));
    let uploaded = view! {
        <time datetime=date::machine_day(photo.created_at)>{date::day(photo.created_at)}</time>
    };
    let hidden = VISIBILITIES
        .into_iter()
        .find(|(visibility, _)| photo.visibility != Visibility::Public && *visibility == photo.visibility)
        .map(|(_, text)| fact("Seen by", text));
    view! {
        <p class="by">"by "<a href=format!("/users/{}", photo.owner.handle)>{photo.owner.name.clone()}</a></p>
        <dl class="facts">
            {taken.map(|day| fact("Taken", day))}
            {camera.map(|line| fact("Camera", line))}
            {lens.map(|lens| fact("Lens", lens))}
            {size.map(|size| fact("Size", size))}
            {fact("Uploaded", uploaded)}
            {hidden}
        </dl>
    }
}

fn fact<Value: IntoView + 'static>(name: &'static str, value: Value) -> impl IntoView + use<Value> {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
}
