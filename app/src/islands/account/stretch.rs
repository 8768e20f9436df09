//! Stretching a password, in a worker: it takes a while, and the page stays awake meanwhile.

use crate::browser::{Unable, asset};
use js_sys::{JsString, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// A password as it is stretched: the same whatever keyboard composed its characters (Unicode NFKC).
pub(in crate::islands) fn normal(password: &str) -> String {
    JsString::from(password).normalize("NFKC").into()
}

/// The stretched password.
///
/// # Errors
/// If the worker does not start, or cannot load its module.
pub(in crate::islands) async fn stretch(password: &str, salt: &[u8]) -> Result<Vec<u8>, Unable> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&asset("stretch-worker.js")?, &options)?;
    let answer = ask(&worker, password, salt).await;
    worker.terminate();
    let stretched = Reflect::get(&answer?.data(), &"stretched".into())?;
    Ok(stretched.dyn_into::<Uint8Array>()?.to_vec())
}

async fn ask(worker: &Worker, password: &str, salt: &[u8]) -> Result<MessageEvent, Unable> {
    let question = Object::new();
    set(&question, "password", &password.into())?;
    set(&question, "salt", &Uint8Array::from(salt).into())?;
    let answered = Promise::new(&mut |resolve, reject| {
        worker.set_onmessage(Some(&resolve));
        worker.set_onerror(Some(&reject));
    });
    worker.post_message(&question)?;
    Ok(JsFuture::from(answered).await?.unchecked_into())
}

fn set(object: &Object, name: &str, value: &JsValue) -> Result<(), Unable> {
    Reflect::set(object, &name.into(), value)?;
    Ok(())
}
