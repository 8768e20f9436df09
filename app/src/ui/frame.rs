//! A photo in its place: room and colours first, the image when it arrives.

use crate::{
    RequestContext,
    text::{alt, picture::Picture, place},
};
use domain::{site_settings::Flag, view::PhotoView};
use leptos::prelude::*;

/// The image over its placeholder. Nothing shifts when it arrives, and the placeholder stays if it never does.
#[component]
pub(crate) fn Frame(
    /// The photo.
    photo: PhotoView,
    /// Proportions of its place.
    ratio: f64,
    /// How wide it will be shown, as in `sizes`.
    sizes: String,
    /// Whether it is among the first that are seen.
    eager: bool,
) -> impl IntoView {
    let (width, height) = place::pixels(&photo);
    let style = place::style(ratio, photo.placeholder.as_deref());
    let alt = alt::of(&photo);
    let image = picture(&photo).map(|picture| {
        let avif = picture
            .avif
            .filter(|_| RequestContext::has(Flag::Avif))
            .map(|srcset| view! { <source type="image/avif" srcset=srcset sizes=sizes.clone()/> });
        let image = view! {
            <img
                src=picture.src
                sizes=picture.srcset.is_some().then_some(sizes)
                srcset=picture.srcset
                width=width
                height=height
                alt=alt.clone()
                loading=(!eager).then_some("lazy")
                fetchpriority=eager.then_some("high")
                decoding="async"
            />
        };
        match avif {
            Some(avif) => view! { <picture>{avif}{image}</picture> }.into_any(),
            None => image.into_any(),
        }
    });
    let nameless = image.is_none().then(|| view! { <span class="unseen">{alt}</span> });
    view! { <span class="ph" style=style>{image}{nameless}</span> }
}

/// The renditions, else the preview, else nothing.
fn picture(photo: &PhotoView) -> Option<Picture> {
    let files = photo.renditions.iter();
    Picture::of(files.map(|file| (file.media_type, file.width, file.url.as_str())))
        .or_else(|| photo.preview.clone().map(Picture::single))
}
