//! The form of signing in and signing up. The password is stretched here and never sent.

mod entry;
mod field;
mod stretch;

use crate::{
    browser::window,
    functions::{sign_in, sign_up},
};
use domain::account::{MIN_PASSWORD, normal_email, stretch_salt};
use domain::seal::to_hex;
use entry::{Checked, Entry, Errors, check};
use field::Field;
use leptos::{ev, html, prelude::*, task::spawn_local};

/// What the visitor reads when the calculation did not work.
const NO_STRETCH: &str = "Your browser could not prepare the password. Please reload the page and try again.";

/// What is going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The scripts are still arriving: sending now would send the form as it is.
    Asleep,
    /// The form is being filled in.
    Filling,
    /// The password is being stretched.
    Stretching,
    /// The site is being asked.
    Asking,
}

impl Step {
    const fn text(self) -> &'static str {
        match self {
            Self::Asleep | Self::Filling => "",
            Self::Stretching => "Preparing your password on this device…",
            Self::Asking => "Asking the site…",
        }
    }
}

/// What the form needs to know of the site, as it is passed on to whoever signs in.
#[derive(Debug, Clone)]
struct Target {
    new: bool,
    site: String,
    version: String,
    next: String,
}

/// The inputs, read only when the form is sent: what was typed before the scripts arrived counts as well.
#[derive(Debug, Clone, Copy)]
struct Inputs {
    email: NodeRef<html::Input>,
    name: NodeRef<html::Input>,
    handle: NodeRef<html::Input>,
    password: NodeRef<html::Input>,
}

impl Inputs {
    fn new() -> Self {
        Self {
            email: NodeRef::new(),
            name: NodeRef::new(),
            handle: NodeRef::new(),
            password: NodeRef::new(),
        }
    }

    fn read(self) -> Entry {
        let text = |input: NodeRef<html::Input>| input.get_untracked().map(|input| input.value()).unwrap_or_default();
        Entry {
            email: text(self.email),
            name: text(self.name),
            handle: text(self.handle),
            password: stretch::normal(&text(self.password)),
        }
    }

    fn focus_first(self, errors: &Errors) {
        let wrong = [
            (&errors.name, self.name),
            (&errors.handle, self.handle),
            (&errors.email, self.email),
            (&errors.password, self.password),
        ];
        let first = wrong
            .into_iter()
            .find_map(|(error, input)| error.as_ref().and(input.get_untracked()));
        if let Some(input) = first {
            // an input that cannot be focused is still marked
            let _ = input.focus();
        }
    }
}

/// E-mail and password; name and handle as well for those who are new.
#[island]
pub fn AccountForm(
    /// Whether to make an account.
    new: bool,
    /// The site's name in the salts of passwords.
    site: String,
    /// Part of every asset's address.
    version: String,
    /// Where to go afterwards.
    next: String,
) -> impl IntoView {
    let target = Target {
        new,
        site,
        version,
        next,
    };
    let (inputs, errors, step) = (
        Inputs::new(),
        RwSignal::new(Errors::default()),
        RwSignal::new(Step::Asleep),
    );
    Effect::new(move || step.set(Step::Filling));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        match check(inputs.read(), target.new) {
            Ok(checked) => {
                errors.set(Errors::default());
                spawn_local(send(target.clone(), checked, errors, step));
            }
            Err(wrong) => {
                inputs.focus_first(&wrong);
                errors.set(wrong);
            }
        }
    };
    view! {
        <form class="account" novalidate on:submit=submit>
            {new.then(|| view! { <NewFields inputs errors/> })}
            <Field id="email" label="E-mail" kind="email" autocomplete="username" input=inputs.email
                error=move || errors.with(|errors| errors.email.clone())/>
            <Field id="password" label="Password" kind="password"
                autocomplete=if new { "new-password" } else { "current-password" }
                hint=if new { PASSWORD_HINT } else { "" }
                input=inputs.password
                error=move || errors.with(|errors| errors.password.clone())/>
            <p class="problem" role="alert" hidden=move || errors.with(|errors| errors.whole.is_none())>
                {move || errors.with(|errors| errors.whole.clone())}
            </p>
            <button type="submit" disabled=move || step.get() != Step::Filling>
                {if new { "Make the account" } else { "Sign in" }}
            </button>
            <p class="faint" role="status">{move || step.get().text()}</p>
        </form>
    }
}

const PASSWORD_HINT: &str = "At least 10 characters. It never leaves this device: only a key made from it does.";
const _: () = assert!(MIN_PASSWORD == 10, "the hint says how many");

#[component]
fn NewFields(inputs: Inputs, errors: RwSignal<Errors>) -> impl IntoView {
    view! {
        <Field id="name" label="Name" kind="text" autocomplete="name" hint="As others see you." input=inputs.name
            error=move || errors.with(|errors| errors.name.clone())/>
        <Field id="handle" label="Handle" kind="text" autocomplete="off"
            hint="The address of your page: 3 to 30 letters, digits or underscores."
            input=inputs.handle
            error=move || errors.with(|errors| errors.handle.clone())/>
    }
}

/// Stretches, asks, and goes on to the next page.
async fn send(target: Target, checked: Checked, errors: RwSignal<Errors>, step: RwSignal<Step>) {
    step.set(Step::Stretching);
    let outcome = match stretched(&target, &checked).await {
        Some(stretched) => {
            step.set(Step::Asking);
            ask(target.new, checked, stretched).await
        }
        None => Err(NO_STRETCH.to_owned()),
    };
    match outcome {
        Ok(()) => {
            if let Ok(window) = window() {
                // refused only while the page is being left anyway
                let _ = window.location().assign(&target.next);
            }
        }
        Err(sentence) => {
            errors.update(|errors| errors.whole = Some(sentence));
            step.set(Step::Filling);
        }
    }
}

async fn stretched(target: &Target, checked: &Checked) -> Option<String> {
    let email = normal_email(&checked.email).ok()?;
    let salt = stretch_salt(&target.site, &email);
    let bytes = stretch::stretch(&target.version, &checked.password, &salt).await.ok()?;
    Some(to_hex(&bytes))
}

async fn ask(new: bool, checked: Checked, stretched: String) -> Result<(), String> {
    let answer = if new {
        sign_up(checked.email, checked.name, checked.handle, stretched).await
    } else {
        sign_in(checked.email, stretched).await
    };
    answer.map_err(|refusal| refusal.to_string())
}
