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
