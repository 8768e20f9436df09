//! The form of signing in and signing up, as it stands on the page. `islands::account` sends it.

use super::Field;
use crate::{
    Site,
    catalogue::{self, fill},
};
use domain::account::MIN_PASSWORD;
use leptos::prelude::*;

/// E-mail and password; name and handle as well for those who are new.
///
/// No input has a name: sent without scripts, the form would carry nothing, a password least of all.
#[component]
pub(crate) fn AccountFields(
    /// Whether to make an account.
    new: bool,
    /// The site.
    site: Site,
    /// Where to go afterwards.
    next: String,
    /// The secret of the invitation that led here.
    invitation: Option<String>,
) -> impl IntoView {
    let words = &catalogue::here().account;
    let (autocomplete, hint) = if new {
        let hint = fill(words.password_hint, &[("n", &MIN_PASSWORD.to_string())]);
        ("new-password", hint)
    } else {
        ("current-password", String::new())
    };
    view! {
        <form
            class="account"
            novalidate
            data-new=new.then_some("")
            data-site=site.name
            data-version=site.assets_version
            data-next=next
            data-invitation=invitation
        >
            {new.then(|| view! { <NewFields/> })}
            <Field id="email" label=words.email kind="email" autocomplete="username"/>
            <Field id="password" label=words.password kind="password" autocomplete hint/>
            <p class="problem" id="form-error" role="alert"></p>
            <button type="submit" disabled>{if new { words.make_the_account } else { words.sign_in }}</button>
            <p class="faint" id="doing" role="status"></p>
        </form>
    }
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
    }
}
