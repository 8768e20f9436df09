//! What a page's `<head>` says to programs: where feeds and oEmbed are, and what a photo is as linked data.

use crate::{
    RequestContext, catalogue,
    sharing::{absolute, feed::query, json_ld, oembed},
};
use domain::{photo::Visibility, view::PhotoView};
use leptos::prelude::*;
use leptos_meta::{Link, Script};

/// The feeds of a page.
#[component]
pub(crate) fn Feeds(
    /// The page's path.
    #[prop(into)]
    path: String,
) -> impl IntoView {
    let base = path.trim_end_matches('/').to_owned();
    let query = query(catalogue::language());
    view! {
        <Link rel="alternate" type_="application/atom+xml" title="Atom" href=format!("{base}/feed.atom{query}")/>
        <Link rel="alternate" type_="application/feed+json" title="JSON Feed" href=format!("{base}/feed.json{query}")/>
    }
}

/// A photo for other programs. Of a private one, which only its owner sees, there is nothing to say to them.
#[component]
pub(crate) fn Shared(
    /// The photo.
    photo: PhotoView,
    /// Its title, as on its page.
    title: String,
) -> impl IntoView {
    let origin = RequestContext::current().map(|context| context.site.origin)?;
    if photo.visibility == Visibility::Private {
        return None;
    }
    // nothing to show yet, nothing to embed
    let data = json_ld::image_object(&photo, &origin, &title)?;
    let page = absolute(&origin, &photo.url);
    Some(view! {
        <Link rel="alternate" type_="application/json+oembed" href=absolute(&origin, &oembed::path(&page, "json"))/>
        <Link rel="alternate" type_="text/xml+oembed" href=absolute(&origin, &oembed::path(&page, "xml"))/>
        <Script type_="application/ld+json">{data}</Script>
    })
}
