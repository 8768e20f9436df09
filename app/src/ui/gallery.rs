//! A grid and its pager, and what stands below them once scripts make them endless. HTML only: `islands::Endless` wakes it.

use crate::{
    RequestContext,
    catalogue::{self, GalleryWords},
    islands::Endless,
};
use leptos::prelude::*;

/// Places of photos that are on their way.
const SKELETONS: usize = 6;

/// Around a grid and the pager after it.
#[component]
pub(crate) fn Gallery(
    /// The grid and the pager.
    children: Children,
) -> impl IntoView {
    let words = catalogue::here();
    let session = RequestContext::current().and_then(|context| context.session);
    let viewer = session.map(|session| session.handle);
    let places = (0..SKELETONS)
        .map(|_| view! { <span class="ph"></span> })
        .collect_view();
    view! {
        <div class="gallery" data-stage="waiting" data-viewer=viewer>
            {children()}
            <div class="skeletons" aria-hidden="true">{places}</div>
            <p class="more when-paused"><button type="button" data-act="more">{words.site.more}</button></p>
            <div class="more when-failed">
                <p class="problem" role="alert"></p>
                <button class="quiet" type="button" data-act="again">{words.photo.try_again}</button>
            </div>
            <p class="more when-end faint">{GalleryWords::here().end}</p>
            <p class="unseen" role="status"></p>
            <Endless/>
        </div>
    }
}
