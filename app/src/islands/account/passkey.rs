//! Passkeys in the browser (W3C Web Authentication, level 3): `navigator.credentials`, which takes and gives JSON.

use crate::browser::{wait, window};
use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, DomException};

/// How long a suggestion waits to be chosen, in milliseconds: a minute less than its challenge may be answered
/// (`domain::passkey::CHALLENGE_SECONDS`).
pub(super) const FRESH: i32 = 240_000;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failed {
    /// Whoever was asked said no, or nothing for a long time.
    Declined,
    /// The authenticator has a passkey of this account already.
    Known,
    /// What was suggested was not chosen for so long that it has to be asked anew.
    Stale,
    /// The browser cannot do it here.
    Unable,
}

impl From<JsValue> for Failed {
    fn from(error: JsValue) -> Self {
        let name = error.dyn_ref::<DomException>().map(DomException::name);
        match name.as_deref() {
            Some("NotAllowedError" | "AbortError") => Self::Declined,
            Some("InvalidStateError") => Self::Known,
            _ => Self::Unable,
        }
    }
}

thread_local! {
    /// A question that waits in the list of an input's suggestions. There may be one at a time, and it has to give way.
    static WAITING: RefCell<Option<AbortController>> = const { RefCell::new(None) };
}

/// Whether this browser knows passkeys, and their JSON.
pub(super) fn available() -> bool {
    class().is_ok_and(|class| has(&class, "parseCreationOptionsFromJSON") && has(&class, "parseRequestOptionsFromJSON"))
}

/// Whether it can offer passkeys among an input's suggestions.
pub(super) async fn can_suggest() -> bool {
    let ask = || -> Result<Promise, JsValue> { call(&class()?, "isConditionalMediationAvailable", &[])?.dyn_into() };
    match ask() {
        Ok(promise) => JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy()),
        Err(_) => false,
    }
}

/// Makes a passkey as these options (JSON) want it; gives the answer as JSON.
///
/// # Errors
/// [`Failed`].
pub(super) async fn create(options: &str) -> Result<String, Failed> {
    stop_suggesting();
    ask("create", "parseCreationOptionsFromJSON", options, &Object::new()).await
}

/// Uses a passkey as these options (JSON) want it; gives the answer as JSON.
///
/// # Errors
/// [`Failed`].
pub(super) async fn get(options: &str) -> Result<String, Failed> {
    stop_suggesting();
    ask("get", "parseRequestOptionsFromJSON", options, &Object::new()).await
}

/// Offers passkeys among an input's suggestions, and waits until one is chosen.
///
/// # Errors
/// [`Failed::Declined`] also when something else is asked meanwhile, [`Failed::Stale`] after [`FRESH`].
pub(super) async fn suggest(options: &str) -> Result<String, Failed> {
    stop_suggesting();
    let (more, controller) = (Object::new(), AbortController::new()?);
    Reflect::set(&more, &"mediation".into(), &"conditional".into())?;
    Reflect::set(&more, &"signal".into(), &controller.signal())?;
    WAITING.set(Some(controller.clone()));
    let stale = Rc::new(Cell::new(false));
    let told = Rc::clone(&stale);
    spawn_local(async move {
        if wait::millis(FRESH).await.is_ok() {
            told.set(true);
            // a question that has been answered has nothing to abort
            controller.abort();
        }
    });
    let answer = ask("get", "parseRequestOptionsFromJSON", options, &more).await;
    answer.map_err(|failed| if stale.get() { Failed::Stale } else { failed })
}

fn stop_suggesting() {
    if let Some(controller) = WAITING.take() {
        controller.abort();
    }
}

async fn ask(method: &str, parse: &str, options: &str, more: &Object) -> Result<String, Failed> {
    let options = call(&class()?, parse, &[JSON::parse(options)?])?;
    Reflect::set(more, &"publicKey".into(), &options)?;
    let navigator = window().map_err(|_| Failed::Unable)?.navigator();
    let credentials = Reflect::get(&navigator, &"credentials".into())?;
    let answer: Promise = call(&credentials, method, &[more.into()])?.dyn_into()?;
    let credential = JsFuture::from(answer).await?;
    let json = call(&credential, "toJSON", &[])?;
    Ok(JSON::stringify(&json)?.into())
}

fn class() -> Result<JsValue, JsValue> {
    Reflect::get(&js_sys::global(), &"PublicKeyCredential".into())
}

fn has(of: &JsValue, method: &str) -> bool {
    Reflect::get(of, &method.into()).is_ok_and(|found| found.is_function())
}

fn call(of: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(of, &method.into())?.dyn_into()?;
    method.apply(of, &arguments.iter().collect::<Array>())
}
