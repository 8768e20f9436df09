//! The form of signing in and signing up, as it stands on the page. `islands::account` sends it.

use super::Field;
use crate::Site;
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
) -> impl IntoView {
    let (autocomplete, hint) = if new {
        let hint =
            format!("At least {MIN_PASSWORD} characters. It never leaves this device: only a key made from it does.");
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
        >
            {new.then(|| view! { <NewFields/> })}
            <Field id="email" label="E-mail" kind="email" autocomplete="username"/>
            <Field id="password" label="Password" kind="password" autocomplete hint/>
            <p class="problem" id="form-error" role="alert"></p>
            <button type="submit" disabled>{if new { "Make the account" } else { "Sign in" }}</button>
            <p class="faint" id="doing" role="status"></p>
        </form>
    }
}

#[component]
fn NewFields() -> impl IntoView {
    view! {
        <Field id="name" label="Name" kind="text" autocomplete="name" hint="As others see you."/>
        <Field
            id="handle"
            label="Handle"
            kind="text"
            autocomplete="off"
            hint="The address of your page: 3 to 30 letters, digits or underscores."
        />
    }
}
