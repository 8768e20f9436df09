//! Says how the uploads fare to those who cannot watch them: rarely, and never each per cent.

use crate::browser::wait;
use leptos::{prelude::*, task::spawn_local};

/// The shortest time between two sentences, in milliseconds.
const PAUSE: i32 = 3_000;

/// A sentence for screen readers. What changes within the pause is said once, at its end.
#[component]
pub(super) fn Voice(
    /// What there is to be said now.
    sentence: impl Fn() -> String + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let (spoken, due) = (RwSignal::new(String::new()), RwSignal::new(false));
    Effect::new(move || {
        if sentence() == spoken.get_untracked() || due.get_untracked() {
            return;
        }
        due.set(true);
        spawn_local(async move {
            // without a timer it is said at once
            let _ = wait::millis(PAUSE).await;
            due.set(false);
            spoken.set(untrack(sentence));
        });
    });
    view! { <p class="unseen" role="status">{spoken}</p> }
}
