//! What a photo's page says while the photo is not ready, and how it comes to show it once it is.

use crate::{RequestContext, catalogue, islands::Pending, text::refusal};
use domain::{photo::PhotoState, reason::Reason, view::PhotoView};
use leptos::prelude::*;

/// The pauses between two looks of a page without scripts, in seconds.
const SHORTEST_PAUSE: i64 = 5;
const LONGEST_PAUSE: i64 = 60;
/// How old a photo may be that such a page still looks for, in seconds. It may wait for hours; nobody reads the page for so
/// long, and every look is one of the plan's requests.
const AGE: i64 = 3600;

/// Who looks at a page, which decides how it comes to show a photo that is not ready yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// The photo's owner, who may be writing about it: nothing is reloaded under their hands.
    Owner,
    /// Somebody who only reads.
    Visitor,
    /// Somebody with a share link. Such a page has no islands: it knows no photo that they could ask for.
    Guest,
}

/// What is to be said while it is not ready.
#[component]
pub(super) fn State(
    /// The photo.
    photo: PhotoView,
    /// Who looks at it.
    looks: Looks,
) -> impl IntoView {
    let words = catalogue::here();
    match photo.state {
        PhotoState::Ready => ().into_any(),
        PhotoState::Failed => {
            let reason = refusal::reason(photo.reason.unwrap_or(Reason::Other), catalogue::language());
            view! { <p class="problem"><span class="chip">{words.site.failed}</span>" "{reason}</p> }.into_any()
        }
        PhotoState::Uploading => view! {
            <p class="state"><span class="chip">{words.site.arriving}</span>" "{words.photo.arriving}</p>
        }
        .into_any(),
        PhotoState::Queued | PhotoState::Processing => view! { <Waits photo looks/> }.into_any(),
    }
}

/// A preview is shown, until the page is loaded again: by the island, by a page without scripts, or by who looks at it.
#[component]
fn Waits(photo: PhotoView, looks: Looks) -> impl IntoView {
    let (site, words) = (&catalogue::here().site, &catalogue::here().photo);
    let by_itself = (looks != Looks::Guest).then(|| view! { " "<span class="scripted">{words.by_itself}</span> });
    let refresh =
        pause(looks, age(&photo)).map(|seconds| view! { <meta http-equiv="refresh" content=seconds.to_string()/> });
    let news = (looks == Looks::Owner).then(|| view! { <News url=photo.url.clone()/> });
    let again = view! { <p><a class="button quiet" href=photo.url>{words.look_again}</a></p> };
    let rest = match looks {
        Looks::Guest => again.into_any(),
        Looks::Owner | Looks::Visitor => view! { <Pending/><noscript>{refresh}{again}</noscript> }.into_any(),
    };
    view! {
        <p class="state"><span class="chip">{site.processing}</span>" "{words.preview}{by_itself}{news}</p>
        {rest}
    }
}

/// What the island shows instead of loading the page again while something is being written.
#[component]
fn News(url: String) -> impl IntoView {
    let words = &catalogue::here().photo;
    view! {
        <span class="news" role="status">
            <span hidden>" "{words.processed}" "<a href=url>{words.show_now}</a></span>
        </span>
    }
}

/// How long ago it was uploaded, in seconds.
fn age(photo: &PhotoView) -> i64 {
    RequestContext::current().map_or(AGE, |context| {
        context.world.now().seconds() - photo.created_at.seconds()
    })
}

/// After how many seconds a page without scripts looks again for a photo of this age, if it does. Longer and longer: whoever
/// reads it with a screen reader begins at its top again each time.
fn pause(looks: Looks, age: i64) -> Option<i64> {
    (looks == Looks::Visitor && age < AGE).then(|| (age / 4).clamp(SHORTEST_PAUSE, LONGEST_PAUSE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_scripts_looks_less_and_less_often_and_then_no_more() {
        let pauses = [-3, 0, 20, 100, 240, AGE - 1, AGE].map(|age| pause(Looks::Visitor, age));
        let seconds = [Some(5), Some(5), Some(5), Some(25), Some(60), Some(60), None];
        assert_eq!(pauses, seconds);
        let mut looks = 0;
        let mut age = 0;
        while let Some(pause) = pause(Looks::Visitor, age) {
            age += pause;
            looks += 1;
        }
        assert!(looks < 80, "{looks}");
    }

    #[test]
    fn nothing_is_reloaded_under_the_hands_of_an_owner() {
        assert_eq!(pause(Looks::Owner, 0), None);
        assert_eq!(pause(Looks::Guest, 0), None);
    }
}
