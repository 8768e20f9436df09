//! The clock and randomness of the runtime.

use domain::time::Timestamp;
use service::ports::{Clock, Random};

pub(super) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds, far below 2^53")]
        Timestamp::from_millis(js_sys::Date::now() as i64)
    }
}

pub(super) struct SystemRandom;

impl Random for SystemRandom {
    fn bytes(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        // crypto.getRandomValues, which workerd always has
        if getrandom::fill(&mut bytes).is_err() {
            worker::console_error!("the runtime gave no randomness");
            wasm_bindgen::throw_str("no randomness");
        }
        bytes
    }
}
