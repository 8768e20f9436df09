//! The form of signing in and signing up. The password is stretched here and never sent.

mod check;
mod form;
mod stretch;

use crate::{
    browser::{
        request::{Ask, form_body, send},
        window,
    },
    catalogue::{AccountWords, ConnectionWords},
    functions::{SignIn, SignUp},
};
use check::{Checked, check};
use domain::{account::stretch_salt, seal::to_hex};
use form::Form;
use leptos::{html, prelude::*, server_fn::ServerFn, task::spawn_local};

/// Sends the form inside it (`ui::AccountFields`). Until this has come alive, the form's button is switched off.
#[island]
pub fn AccountForm(
    /// The form.
    children: Children,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let form = move || place.get_untracked().and_then(|place| Form::within(&place));
    Effect::new(move || {
        if let Some(form) = form() {
            form.wait_for_typing();
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(form) = form() {
            spawn_local(submit(form));
        }
    };
    view! { <div node_ref=place on:submit=submit>{children()}</div> }
}

/// Checks, stretches, asks, and goes on to the next page.
async fn submit(form: Form) {
    let words = AccountWords::here();
    form.clear();
    let checked = match check(form.entry(), form.is_new()) {
        Ok(checked) => checked,
        Err(wrong) => return form.explain(&wrong),
    };
    form.work(words.stretching);
    let outcome = match stretched(&form, &checked).await {
        Some(stretched) => {
            form.work(words.asking);
            ask(form.is_new().then(|| form.invitation()), &checked, &stretched).await
        }
        None => Err(words.no_stretch.to_owned()),
    };
    match (outcome, window()) {
        (Ok(()), Ok(window)) => {
            // refused only while the page is being left anyway
            let _ = window.location().assign(&form.next());
        }
        (Err(sentence), _) => {
            form.wait_for_typing();
            form.explain(&[("form", sentence)]);
        }
        (Ok(()), Err(_)) => {}
    }
}

async fn stretched(form: &Form, checked: &Checked) -> Option<String> {
    let salt = stretch_salt(&form.site(), &checked.email);
    let bytes = stretch::stretch(&form.version(), &checked.password, &salt).await.ok()?;
    Some(to_hex(&bytes))
}

/// Calls the server function as a plain form would: Leptos' own client would be a third of this module to download. `new` is
/// the invitation of whoever makes an account, empty if there is none; nothing of whoever signs in.
async fn ask(new: Option<String>, checked: &Checked, stretched: &str) -> Result<(), String> {
    let mut fields = vec![("email", checked.email.as_str()), ("stretched", stretched)];
    if let Some(invitation) = &new {
        fields.extend([("name", checked.name.as_str()), ("handle", checked.handle.as_str())]);
        fields.extend(Some(("invitation", invitation.as_str())).filter(|(_, secret)| !secret.is_empty()));
    }
    let body = form_body(&fields).map_err(|_| AccountWords::here().no_stretch)?;
    let ask = Ask {
        method: "POST",
        url: if new.is_some() { SignUp::PATH } else { SignIn::PATH },
        headers: &[],
        body: Some(&body),
    };
    match send(ask, |_| {}).await {
        Ok(answer) if answer.status == 200 => Ok(()),
        Ok(answer) => Err(answer.refusal()),
        Err(_) => Err(ConnectionWords::here().lost.to_owned()),
    }
}
