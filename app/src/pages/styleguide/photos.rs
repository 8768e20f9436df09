//! Photos in every state, made up here.

use super::Part;
use crate::{pages::photo_details::Details as PhotoDetails, ui::Grid};
use domain::{
    licence::Licence,
    photo::{Camera, PhotoState, Visibility},
    time::Timestamp,
    view::{Person, PhotoView},
};
use leptos::prelude::*;

/// The colours of an evening over water.
const PLACEHOLDER: &str = "fb8fa7f97346345457";

#[component]
pub(super) fn Tiles() -> impl IntoView {
    use PhotoState::{Failed, Processing, Queued, Ready};
    let photos = [
        photo("Ready", (3000, 2000), Ready, Visibility::Public),
        photo("A portrait, not listed", (2000, 3000), Ready, Visibility::Unlisted),
        photo(
            "A panorama that is private, with a long title",
            (9000, 2000),
            Ready,
            Visibility::Private,
        ),
        photo("", (3000, 2000), Queued, Visibility::Public),
        photo("Being processed", (2000, 2000), Processing, Visibility::Public),
        photo("Failed", (3000, 2000), Failed, Visibility::Private),
    ];
    let photos: Vec<PhotoView> = photos.into_iter().flatten().collect();
    view! { <Part name="Photos in a grid"><Grid photos/></Part> }
}

#[component]
pub(super) fn Details() -> impl IntoView {
    let photo = photo("Details", (6000, 4000), PhotoState::Ready, Visibility::Unlisted).map(|photo| PhotoView {
        camera: Some(camera()),
        taken_at: Some("2024-05-01T18:30:00+02:00".to_owned()),
        licence: Licence::CcBySa,
        ..photo
    });
    view! { <Part name="Details of a photo">{photo.map(|photo| view! { <PhotoDetails photo besides=service::own::Details::default()/> })}</Part> }
}

fn camera() -> Camera {
    Camera {
        make: Some("Sony".to_owned()),
        model: Some("A7".to_owned()),
        lens: Some("FE 35mm F1.8".to_owned()),
        exposure: Some("1/250".to_owned()),
        aperture: Some(1.8),
        iso: Some(100),
        focal_length: Some(35.0),
    }
}

/// A photo that shows its placeholder alone.
fn photo(title: &str, (width, height): (u32, u32), state: PhotoState, visibility: Visibility) -> Option<PhotoView> {
    Some(PhotoView {
        id: "00000000000000000000000000000000".parse().ok()?,
        state,
        reason: None,
        title: title.to_owned(),
        description: String::new(),
        alt: String::new(),
        licence: Licence::default(),
        tags: Default::default(),
        width: Some(width),
        height: Some(height),
        taken_at: None,
        created_at: Timestamp::from_millis(1_714_588_200_000),
        visibility,
        placeholder: Some(PLACEHOLDER.to_owned()),
        colours: Vec::new(),
        renditions: Vec::new(),
        preview: None,
        camera: None,
        owner: Person {
            handle: "ada".to_owned(),
            name: "Ada Lovelace".to_owned(),
        },
        original: None,
        download: None,
        url: "#main".to_owned(),
    })
}
