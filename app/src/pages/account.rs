//! Signing in and signing up, getting back in, and showing that it is still oneself.

use super::load::page;
use crate::{
    RequestContext, catalogue,
    islands::{AccountForm, Does},
    respond,
    text::{local_path, query, refusal::sentence},
    ui::{AccountFields, Bundle, Head, Notice, Scripts},
};
use domain::access::may_sign_up;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::{
    Error,
    invitations::welcome,
    letters::{FORGOT, offered},
};

/// `/sign-in`.
#[component]
pub(crate) fn SignIn() -> impl IntoView {
    let words = &catalogue::here().account;
    view! {
        <Head title=words.sign_in description=words.sign_in_description path="/sign-in"/>
        <Account new=false invitation=None/>
    }
}

/// `/sign-up`, with `?invitation=` where one is needed.
#[component]
pub(crate) fn SignUp() -> impl IntoView {
    let invitation = use_query_map().with_untracked(|query| query.get("invitation"));
    let signed_in = RequestContext::current().is_some_and(|context| context.session.is_some());
    page(
        async move |context: RequestContext| match welcome(&context.world, invitation.as_deref()).await {
            Err(error @ (Error::SignUpClosed | Error::InvitationNeeded)) if !signed_in => Ok(Some(Err(error))),
            Ok(()) | Err(Error::SignUpClosed | Error::InvitationNeeded) => Ok(Some(Ok(invitation))),
            Err(error) => Err(error),
        },
        |welcome| {
            let words = &catalogue::here().account;
            let content = match welcome {
                Ok(invitation) => view! { <Account new=true invitation/> }.into_any(),
                Err(error) => view! { <NotYou error/> }.into_any(),
            };
            view! {
                <Head title=words.sign_up description=words.sign_up_description path="/sign-up"/>
                {content}
            }
        },
    )
}

/// Why somebody cannot make an account, and what they can do here all the same.
#[component]
fn NotYou(error: Error) -> impl IntoView {
    respond::failed(&error);
    let words = catalogue::here();
    let title = if error == Error::SignUpClosed {
        words.people.no_sign_up
    } else {
        words.people.by_invitation
    };
    view! {
        <Scripts/>
        <Notice title>
            <p>{sentence(&error, catalogue::language())}</p>
            <p>{words.account.have_account}" "<a href="/sign-in">{words.account.sign_in}</a></p>
            <p><a class="button" href="/">{words.site.to_newest}</a></p>
        </Notice>
    }
}

/// `/recover`: for those who lost their password and their passkeys.
#[component]
pub(crate) fn Recover() -> impl IntoView {
    let words = &catalogue::here().account;
    let next = next();
    let letters = RequestContext::current().is_some_and(|context| offered(&context.world));
    let other = if letters {
        view! { <a href=FORGOT>{catalogue::here().letters.forgot_link}</a> }.into_any()
    } else {
        words.recover_alone.into_any()
    };
    view! {
        <Head title=words.recover_title description=words.recover_description path="/recover"/>
        <Scripts bundle=Bundle::Forms/>
        <section class="narrow">
            <h1>{words.recover_title}</h1>
            <noscript><WithoutScripts/></noscript>
            <p>{words.recover_text}</p>
            <p>{other}</p>
            <AccountForm><AccountFields does=Does::Recover next/></AccountForm>
        </section>
    }
}

/// `/confirm`: before something changes how an account is entered.
#[component]
pub(crate) fn Confirm() -> impl IntoView {
    let next = next();
    let context = RequestContext::current()?;
    if context.session.is_none() {
        respond::sign_in_first(&next);
        return None;
    }
    Some(page(
        async move |context: RequestContext| {
            let session = context.signed_in()?;
            service::recovery::account(&context.world, session.user).await.map(Some)
        },
        |account| view! { <ConfirmForm account next/> },
    ))
}

#[component]
fn ConfirmForm(account: service::recovery::Account, next: String) -> impl IntoView {
    let words = &catalogue::here().account;
    view! {
        <Head title=words.confirm_title description=words.confirm_description/>
        <Scripts bundle=Bundle::Forms/>
        <section class="narrow">
            <h1>{words.confirm_title}</h1>
            <noscript><WithoutScripts/></noscript>
            <p>{words.confirm_text}</p>
            <AccountForm>
                <AccountFields does=Does::Confirm next email=account.email password=account.password == 1/>
            </AccountForm>
        </section>
    }
}

/// Where to go afterwards: a page of this site.
fn next() -> String {
    local_path::or_home(use_query_map().with_untracked(|query| query.get("next")))
}

#[component]
fn Account(new: bool, invitation: Option<String>) -> impl IntoView {
    let next = next();
    let context = RequestContext::current()?;
    if context.session.is_some() {
        respond::see_other(&next);
    }
    let query = format!("?next={}", query::encode(&next));
    let (does, other) = if new {
        (Does::SignUp, "/sign-in")
    } else {
        (Does::SignIn, "/sign-up")
    };
    let words = &catalogue::here().account;
    let forgot = (!new).then(|| {
        let href = format!("/recover{query}");
        let letter = offered(&context.world).then(|| {
            view! { " · "<a href=FORGOT>{catalogue::here().letters.forgot_link}</a> }
        });
        view! { <p class="faint">{words.forgot}" "<a href=href>{words.use_code}</a>{letter}</p> }
    });
    // the other form is offered to whoever can use it
    let other_offered = new || may_sign_up(context.settings.sign_up, false);
    let other = other_offered.then(|| {
        view! {
            <p class="faint">
                {if new { words.have_account } else { words.new_here }}
                " "
                <a href=format!("{other}{query}")>{if new { words.sign_in } else { words.make_account }}</a>
            </p>
        }
    });
    Some(view! {
        <Scripts bundle=Bundle::Forms/>
        <section class="narrow">
            <h1>{if new { words.make_account } else { words.sign_in }}</h1>
            <noscript><WithoutScripts/></noscript>
            <AccountForm><AccountFields does next secret=invitation/></AccountForm>
            {other}
            {forgot}
        </section>
    })
}

/// Why such a form needs scripts.
#[component]
pub(super) fn WithoutScripts() -> impl IntoView {
    let words = catalogue::here();
    view! {
        <div class="problem">
            <p>{words.account.needs_scripts}</p>
            <p>{words.account.rest_works}" "<a href="/">{words.site.to_newest}</a></p>
        </div>
    }
}
