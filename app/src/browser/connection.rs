//! Whether there is a connection to this site.

use super::{
    request::{Ask, send},
    wait, window,
};

/// The first pause between two questions, in milliseconds.
const FIRST_PAUSE: i32 = 3_000;
/// The longest.
const LONGEST_PAUSE: i32 = 60_000;

/// Whether the site can be reached. Browsers know for sure only when it cannot, so the site is asked.
pub(crate) async fn is_there() -> bool {
    let online = window().is_ok_and(|window| window.navigator().on_line());
    online && send(Ask::plain("GET", "/healthz"), |_| {}).await.is_ok()
}

/// Waits until the site can be reached.
pub(crate) async fn comes_back() {
    let mut pause = FIRST_PAUSE;
    // without timers nobody could wait
    while wait::millis(pause).await.is_ok() && !is_there().await {
        pause = LONGEST_PAUSE.min(pause * 2);
    }
}
