//! What stands below a grid: that more is coming, a button to go on, or what went wrong.

use super::stream::Stage;
use crate::catalogue::GalleryWords;
use leptos::prelude::*;

/// Places of photos that are on their way.
const SKELETONS: usize = 6;

/// What stands below a grid.
#[component]
pub(super) fn End(
    /// What is happening.
    stage: RwSignal<Stage>,
    /// The visitor wants more.
    more: impl Fn() + 'static,
    /// The visitor wants another try.
    again: impl Fn() + 'static,
) -> impl IntoView {
    let words = GalleryWords::here();
    let unless = move |shown: Stage| move || stage.get() != shown;
    let places = (0..SKELETONS)
        .map(|_| view! { <span class="ph"></span> })
        .collect_view();
    view! {
        <div class="skeletons" aria-hidden="true" hidden=unless(Stage::Slow)>{places}</div>
        <p class="more" hidden=unless(Stage::Paused)>
            <button type="button" on:click=move |_| more()>{words.more}</button>
        </p>
        <div class="problem more" role="alert" hidden=unless(Stage::Failed)>
            <p>{words.failed}</p>
            <p><button class="quiet" type="button" on:click=move |_| again()>{words.try_again}</button></p>
        </div>
        <p class="more faint" hidden=unless(Stage::End)>{words.end}</p>
    }
}
