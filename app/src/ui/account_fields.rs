//! The forms by which an account is made and entered, as they stand on the page. `islands::account` sends them.

use super::Field;
use crate::{
    RequestContext,
    catalogue::{self, fill},
    islands::Does,
};
use domain::account::MIN_PASSWORD;
use leptos::prelude::*;

/// A form for what it says.
///
/// No input has a name: sent without scripts, the form would carry nothing, a password least of all.
#[component]
pub(crate) fn AccountFields(
    /// What it is for.
    does: Does,
    /// Where to go afterwards.
    #[prop(into)]
    next: String,
    /// Whose account it is, where that is not typed.
    #[prop(optional, into)]
    email: Option<String>,
    /// Whether there is a password to be asked for.
    #[prop(default = true)]
    password: bool,
    /// The secret of the invitation or the letter that led here.
    #[prop(optional_no_strip)]
    secret: Option<String>,
) -> impl IntoView {
    let site = RequestContext::current()?.site;
    let words = &catalogue::here().account;
    let submit = match does {
        Does::SignUp => words.make_the_account,
        Does::SignIn => words.sign_in,
        Does::SetPassword | Does::Reset => words.set_password,
        Does::Confirm => words.confirm,
        Does::Recover => words.recover,
        Does::AddPasskey => words.add_passkey,
    };
    let button = password.then(|| view! { <button type="submit" disabled>{submit}</button> });
    Some(view! {
        <form
            class="account"
            novalidate
            data-does=does.as_str()
            data-site=site.name
            data-next=next
            data-email=email
            data-secret=secret
        >
            <Fields does password/>
            <p class="problem" role="alert"></p>
            {button}
            <Passkey does/>
            <p class="faint" role="status"></p>
        </form>
    })
}

#[component]
fn Fields(does: Does, password: bool) -> impl IntoView {
    let words = &catalogue::here().account;
    let who = match does {
        Does::SignUp => view! { <NewFields/> }.into_any(),
        Does::SignIn => {
            view! { <Field id="email" label=words.email kind="email" autocomplete="username webauthn"/> }.into_any()
        }
        Does::Recover => view! { <RecoveryFields/> }.into_any(),
        Does::AddPasskey => view! {
            <Field id="name" label=words.passkey_name kind="text" autocomplete="off" hint=words.passkey_name_hint/>
        }
        .into_any(),
        Does::SetPassword | Does::Reset | Does::Confirm => ().into_any(),
    };
    view! {
        {who}
        {(password && does != Does::AddPasskey).then(|| view! { <Password does/> })}
    }
}

#[component]
fn Password(does: Does) -> impl IntoView {
    let words = &catalogue::here().account;
    let hint = fill(words.password_hint, &[("n", &MIN_PASSWORD.to_string())]);
    let (label, autocomplete, hint) = match does {
        Does::SignUp => (words.password, "new-password", hint),
        Does::SetPassword | Does::Recover | Does::Reset => (words.new_password, "new-password", hint),
        _ => (words.password, "current-password", String::new()),
    };
    view! { <Field id="password" label kind="password" autocomplete hint/> }
}

/// The way that needs no password; scripts take it away where the browser cannot go it.
#[component]
fn Passkey(does: Does) -> impl IntoView {
    let words = &catalogue::here().account;
    let text = match does {
        Does::SignUp => words.passkey_instead,
        Does::SignIn => words.passkey_sign_in,
        Does::Confirm => words.passkey_confirm,
        Does::AddPasskey => {
            return view! { <p class="hint" data-no-offer="" hidden>{words.passkeys_unknown}</p> }.into_any();
        }
        Does::SetPassword | Does::Recover | Does::Reset => return ().into_any(),
    };
    view! {
        <div class="other-way" data-offer="">
            <button class="quiet" type="button" data-passkey="" disabled>{text}</button>
        </div>
    }
    .into_any()
}

#[component]
fn NewFields() -> impl IntoView {
    let words = &catalogue::here().account;
    view! {
        <Field id="name" label=words.name kind="text" autocomplete="name" hint=words.name_hint/>
        <Field
            id="handle"
            label=words.handle
            kind="text"
            autocomplete="off"
            hint=words.handle_hint
        />
        <Field id="email" label=words.email kind="email" autocomplete="username"/>
    }
}

#[component]
fn RecoveryFields() -> impl IntoView {
    let words = &catalogue::here().account;
    view! {
        <Field id="email" label=words.email kind="email" autocomplete="username"/>
        <Field id="code" label=words.code kind="text" autocomplete="off" hint=words.code_hint/>
    }
}
