//! On the page of a photo that is not ready: shows the page again once it is.

use super::watch::until_settled;
use crate::browser::window;
use domain::id::PhotoId;
use leptos::{prelude::*, task::spawn_local};

/// Shows nothing itself.
#[island]
pub fn Pending(
    /// The photo.
    id: PhotoId,
) -> impl IntoView {
    Effect::new(move || {
        spawn_local(async move {
            until_settled(id, |_, _| {}).await;
            if let Ok(window) = window() {
                // refused only while the page is being left anyway
                let _ = window.location().reload();
            }
        });
    });
}
