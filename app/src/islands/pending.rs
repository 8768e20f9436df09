//! On the page of a photo that is not ready: shows the page again once it is.

use super::watch::until_settled;
use crate::browser::{Unable, window};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Shows nothing itself.
#[island]
pub fn Pending() -> impl IntoView {
    if cfg!(not(feature = "ssr")) {
        spawn_local(async {
            // whatever the browser refuses, reloading the page by hand does the same
            let _ = reload_when_settled().await;
        });
    }
}

/// The page's own address ends with the photo's id.
async fn reload_when_settled() -> Result<(), Unable> {
    let location = window()?.location();
    let path = location.pathname()?;
    let id = path.rsplit('/').next().ok_or(Unable)?;
    until_settled(id, |_, _| {}).await;
    Ok(location.reload()?)
}
