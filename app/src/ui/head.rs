//! What a page says of itself in `<head>`.

use super::sharing::Shared;
use crate::{
    RequestContext, catalogue,
    context::{site_name, with_site_name},
    sharing::{absolute, jpeg},
    text::{alt, place},
};
use domain::{photo::Visibility, view::PhotoView};
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

/// Title, description, and the page's one address.
#[component]
pub(crate) fn Head(
    /// The page's own title; without one the site's name stands alone.
    #[prop(into, optional)]
    title: String,
    /// One sentence on what is here.
    #[prop(into)]
    description: String,
    /// Its path, without a query; empty for pages that nobody should find.
    #[prop(into, optional)]
    path: String,
) -> impl IntoView {
    let text = if title.is_empty() {
        with_site_name(catalogue::here().site.tagline)
    } else {
        format!("{title} · {}", site_name())
    };
    let origin = RequestContext::current().map(|context| context.site.origin);
    let hidden = path.is_empty();
    let address = origin.filter(|_| !hidden).map(|origin| format!("{origin}{path}"));
    view! {
        // this component alone does not escape what it is given
        <Title text=escape(&text)/>
        <Meta name="description" content=with_site_name(&description)/>
        {address.map(|address| view! { <Link rel="canonical" href=address/> })}
        {hidden.then(|| view! { <Meta name="robots" content="noindex"/> })}
    }
}

/// A title holds text only; these are the characters that could end it (HTML Standard 13.1.2.4, escapable raw text).
fn escape(title: &str) -> String {
    title.replace('&', "&amp;").replace('<', "&lt;")
}

/// How much of a description a preview shows, in characters.
const LONGEST_PREVIEW: usize = 300;

/// What other sites show of a link to a photo: the photo itself, at an absolute address.
#[component]
pub(crate) fn LinkPreview(
    /// The photo.
    photo: PhotoView,
    /// Its title, as on its page.
    title: String,
    /// What the page says of it where its owner says nothing.
    description: String,
) -> impl IntoView {
    let origin = RequestContext::current().map(|context| context.site.origin)?;
    let file = jpeg(&photo)?;
    if photo.visibility == Visibility::Private {
        return None;
    }
    let about = if photo.description.is_empty() {
        description
    } else {
        photo.description.chars().take(LONGEST_PREVIEW).collect()
    };
    let (width, height) = place::pixels(&photo);
    let large = if width >= height {
        "summary_large_image"
    } else {
        "summary"
    };
    Some(view! {
        <Meta property="og:type" content="article"/>
        <Meta property="og:site_name" content=site_name()/>
        <Meta property="og:locale" content=catalogue::language().open_graph()/>
        <Meta property="og:title" content=title.clone()/>
        <Meta property="og:description" content=about/>
        <Meta property="og:url" content=absolute(&origin, &photo.url)/>
        <Meta property="og:image" content=absolute(&origin, &file.url)/>
        <Meta property="og:image:width" content=file.width.to_string()/>
        <Meta property="og:image:height" content=file.height.to_string()/>
        <Meta property="og:image:alt" content=alt::of(&photo)/>
        <Meta property="article:published_time" content=photo.created_at.rfc3339()/>
        <Meta name="twitter:card" content=large/>
        <Shared photo=photo.clone() title/>
    })
}
