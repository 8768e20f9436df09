//! The forms of share links. A link's password is stretched here and never sent.

mod copy;
mod form;

pub use copy::CopyLink;

use super::account::stretch;
use crate::{
    browser::{
        request::{Ask, form_body, send},
        window,
    },
    catalogue::{AccountWords, ConnectionWords, fill},
    functions::UnlockShareLink,
};
use domain::{
    seal::{from_hex, to_hex},
    share::MIN_PASSWORD,
};
use form::Form;
use leptos::{html, prelude::*, server_fn::ServerFn, task::spawn_local};

/// Opens a link by its password: sends the form inside it (`pages::shared`). Until this has come alive, the form's button is
/// switched off.
#[island]
pub fn ShareDoor(
    /// The form.
    children: Children,
) -> impl IntoView {
    let (place, form) = woken();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(form) = form() {
            spawn_local(open(form));
        }
    };
    view! { <div node_ref=place on:submit=submit>{children()}</div> }
}

/// Makes a link with a password out of the plain form inside it, which makes one without. Until this has come alive no
/// password can be typed, so that none is ever left out.
#[island]
pub fn ShareLinkForm(
    /// The form.
    children: Children,
) -> impl IntoView {
    let (place, form) = woken();
    let submit = move |event: leptos::ev::SubmitEvent| {
        if let Some(form) = form().filter(|form| !form.password().is_empty()) {
            event.prevent_default();
            spawn_local(make(form));
        }
    };
    view! { <div node_ref=place on:submit=submit>{children()}</div> }
}

/// Where a form stands, and the form, which wakes as soon as this has come alive.
fn woken() -> (NodeRef<html::Div>, impl Fn() -> Option<Form> + Copy + 'static) {
    let place = NodeRef::<html::Div>::new();
    let form = move || place.get_untracked().and_then(|place| Form::within(&place));
    Effect::new(move || {
        if let Some(form) = form() {
            form.wake();
        }
    });
    (place, form)
}

/// Stretches, and lets the form go as a plain one.
async fn make(form: Form) {
    if form.password().chars().count() < MIN_PASSWORD {
        let words = AccountWords::here().short_password;
        return form.refuse(&fill(words, &[("n", &MIN_PASSWORD.to_string())]));
    }
    match stretched(&form).await {
        Some(stretched) => form.go_with(&stretched),
        None => form.refuse(AccountWords::here().no_stretch),
    }
}

/// Stretches, asks, and shows what is behind the door.
async fn open(form: Form) {
    let words = AccountWords::here();
    if form.password().is_empty() {
        return form.refuse(words.no_password);
    }
    let outcome = match stretched(&form).await {
        Some(stretched) => {
            form.work(words.asking);
            ask(&form.data("secret"), &stretched).await
        }
        None => Err(words.no_stretch.to_owned()),
    };
    match (outcome, window()) {
        (Ok(()), Ok(window)) => {
            // refused only while the page is being left anyway
            let _ = window.location().assign(&form.data("next"));
        }
        (Err(sentence), _) => form.refuse(&sentence),
        (Ok(()), Err(_)) => {}
    }
}

async fn stretched(form: &Form) -> Option<String> {
    form.work(AccountWords::here().stretching);
    let salt = from_hex(&form.data("salt"))?;
    let password = stretch::normal(&form.password());
    let bytes = stretch::stretch(&password, &salt).await.ok()?;
    Some(to_hex(&bytes))
}

/// Calls the server function as a plain form would.
async fn ask(secret: &str, stretched: &str) -> Result<(), String> {
    let fields = [("secret", secret), ("stretched", stretched)];
    let body = form_body(&fields).map_err(|_| AccountWords::here().no_stretch)?;
    let ask = Ask {
        method: "POST",
        url: UnlockShareLink::PATH,
        headers: &[],
        body: Some(&body),
    };
    match send(ask, |_| {}).await {
        Ok(answer) if answer.status == 200 => Ok(()),
        Ok(answer) => Err(answer.refusal()),
        Err(_) => Err(ConnectionWords::here().lost.to_owned()),
    }
}
