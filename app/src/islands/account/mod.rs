//! The forms by which an account is made and entered. Passwords are stretched here and never sent; passkeys stay with their
//! authenticator.

mod ask;
mod check;
mod does;
mod form;
mod passkey;
pub(super) mod stretch;

pub(crate) use does::Does;

use crate::{
    browser::{wait, window},
    catalogue::AccountWords,
};
use ask::Refused;
use check::{check, check_for_passkey};
use form::{FORM, Form};
use leptos::{html, prelude::*, task::spawn_local};
use passkey::Failed;
use wasm_bindgen::JsCast;
use web_sys::Element;

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
            if passkey::available() {
                spawn_local(suggest(form));
            } else {
                form.offer_no_passkey();
            }
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(form) = form() {
            spawn_local(submit(form));
        }
    };
    let press = move |event: leptos::ev::MouseEvent| {
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let passkey = pressed.is_some_and(|pressed| matches!(pressed.closest("[data-passkey]"), Ok(Some(_))));
        if let Some(form) = form().filter(|_| passkey) {
            spawn_local(by_passkey(form));
        }
    };
    view! { <div node_ref=place on:submit=submit on:click=press>{children()}</div> }
}

/// Checks, stretches, asks, and goes on to the next page.
async fn submit(form: Form) {
    let (words, does) = (AccountWords::here(), form.does());
    if does == Does::AddPasskey {
        return by_passkey(form).await;
    }
    form.clear();
    let checked = match check(form.entry(), does) {
        Ok(checked) => checked,
        Err(wrong) => return form.explain(&wrong),
    };
    form.work(words.stretching);
    let outcome = match ask::stretched(&form, &checked).await {
        Some(stretched) => {
            form.work(words.asking);
            ask::with_password(does, &checked, &stretched).await
        }
        None => Err(Refused::because(words.no_stretch)),
    };
    end(&form, outcome);
}

/// Checks what the form asks for besides, has a passkey made or used, and goes on to the next page.
async fn by_passkey(form: Form) {
    let (words, does) = (AccountWords::here(), form.does());
    form.clear();
    let checked = match check_for_passkey(&form.entry(), does) {
        Ok(checked) => checked,
        Err(wrong) => return form.explain(&wrong),
    };
    form.work(words.passkey);
    let outcome = async {
        let options = ask::options(does, &checked).await?;
        let answer = match does {
            Does::SignUp | Does::AddPasskey => passkey::create(&options.json).await,
            _ => passkey::get(&options.json).await,
        };
        let answer = answer.map_err(explain)?;
        form.work(words.asking);
        ask::with_passkey(does, &checked, &options.user, &answer).await
    };
    let outcome = outcome.await;
    let refused = outcome.is_err();
    end(&form, outcome);
    if refused {
        // what was suggested had to give way
        suggest(form).await;
    }
}

/// Where somebody may sign in: offers their passkeys among what the e-mail's input suggests, while the page is there.
async fn suggest(form: Form) {
    if form.does() != Does::SignIn || !passkey::can_suggest().await {
        return;
    }
    let nothing = check::Checked::default();
    // nobody can choose anything on a page that is not seen, and asking anew is a request each time
    while wait::until_seen().await.is_ok() {
        let Ok(options) = ask::options(Does::SignIn, &nothing).await else {
            // without a connection for example: the next time it may be there
            let _ = wait::millis(passkey::FRESH).await;
            continue;
        };
        let answer = match passkey::suggest(&options.json).await {
            Ok(answer) => answer,
            Err(Failed::Stale) => continue,
            // something else is asked, or the browser cannot: whoever chooses none signs in another way
            Err(_) => return,
        };
        form.clear();
        form.work(AccountWords::here().asking);
        let outcome = ask::with_passkey(Does::SignIn, &nothing, "", &answer).await;
        let accepted = outcome.is_ok();
        end(&form, outcome);
        if accepted {
            return;
        }
    }
}

fn explain(failed: Failed) -> Refused {
    let words = AccountWords::here();
    Refused::because(match failed {
        Failed::Declined | Failed::Stale => words.passkey_declined,
        Failed::Known => words.passkey_known,
        Failed::Unable => words.passkey_unable,
    })
}

fn end(form: &Form, outcome: Result<(), Refused>) {
    let to = match outcome {
        Ok(()) => form.next(),
        Err(Refused { forbidden: true, .. }) if form.does().asks_confirmation() => form.confirm_first(),
        Err(refused) => {
            form.wait_for_typing();
            return form.explain(&[(FORM, refused.sentence)]);
        }
    };
    if let Ok(window) = window() {
        // refused only while the page is being left anyway
        let _ = window.location().assign(&to);
    }
}
