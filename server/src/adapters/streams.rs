//! Streams that only Workers have.

use js_sys::Promise;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::{ReadableStream, WritableStream};

#[wasm_bindgen]
extern "C" {
    /// A stream that carries a known length, which R2 insists on.
    pub(super) type FixedLengthStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(length: f64) -> Result<FixedLengthStream, JsValue>;
    #[wasm_bindgen(method, getter)]
    pub(super) fn readable(this: &FixedLengthStream) -> ReadableStream;
    #[wasm_bindgen(method, getter)]
    pub(super) fn writable(this: &FixedLengthStream) -> WritableStream;

    /// A stream that hashes what is written to it.
    #[wasm_bindgen(js_namespace = crypto)]
    pub(super) type DigestStream;
    #[wasm_bindgen(constructor, catch, js_namespace = crypto)]
    pub(super) fn new(algorithm: &str) -> Result<DigestStream, JsValue>;
    #[wasm_bindgen(method, getter)]
    pub(super) fn digest(this: &DigestStream) -> Promise;
}

impl FixedLengthStream {
    /// One of this many bytes. Too few or too many fail its readable side.
    #[expect(clippy::cast_precision_loss, reason = "lengths are far below 2^53")]
    pub(super) fn of(bytes: u64) -> Result<Self, JsValue> {
        Self::new(bytes as f64)
    }
}
