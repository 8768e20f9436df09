//! Waiting.

use super::{Unable, window};
use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

/// Waits this many milliseconds.
pub(crate) async fn millis(duration: i32) -> Result<(), Unable> {
    let window = window()?;
    let passed = Promise::new(&mut |resolve, _| {
        // if no timer can be had, waiting no time is the best that is left
        if window
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, duration)
            .is_err()
        {
            let _ = resolve.call0(&resolve);
        }
    });
    JsFuture::from(passed).await?;
    Ok(())
}

/// Waits until the page is seen, if it is in a tab behind others.
#[cfg(any(feature = "ssr", feature = "forms"))]
pub(crate) async fn until_seen() -> Result<(), Unable> {
    let document = window()?.document().ok_or(Unable)?;
    while document.hidden() {
        let changed = Promise::new(&mut |resolve, _| document.set_onvisibilitychange(Some(&resolve)));
        JsFuture::from(changed).await?;
    }
    Ok(())
}
