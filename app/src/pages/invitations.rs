//! Invitations, for those who may make them. Plain forms.

use super::load::page;
use crate::{
    RequestContext,
    catalogue::{self, fill},
    flash::Flash,
    functions::{MakeInvitation, RevokeInvitation},
    text::date::day,
    ui::{Head, OrderNav, OrderPage, PlanNotice, Problem, Scripts},
};
use domain::access::SignUpMode;
use leptos::{prelude::*, server_fn::ServerFn};
use service::{
    invitations::{is_secret, list},
    sql::invitations::InvitationRow,
};

/// What the page shows.
struct Shown {
    mode: SignUpMode,
    open: Vec<InvitationRow>,
    /// The link that was just made.
    made: Option<String>,
}

/// `/admin/invitations`.
#[component]
pub(crate) fn InvitationsPage() -> impl IntoView {
    let made = RequestContext::current().and_then(|context| made(&context));
    page(
        async move |context: RequestContext| {
            let open = list(&context.world, context.viewer()).await?;
            let mode = context.settings.sign_up;
            Ok(open.map(|open| Shown { mode, open, made }))
        },
        |shown| view! { <Invitations shown/> },
    )
}

/// The link of the invitation that the form before this page has made. It is shown once, and kept nowhere.
fn made(context: &RequestContext) -> Option<String> {
    let secret = Flash::INVITATION.take(context)?;
    is_secret(&secret).then(|| format!("{}/sign-up?invitation={secret}", context.site.origin))
}

#[component]
fn Invitations(shown: Shown) -> impl IntoView {
    let words = &catalogue::here().people;
    let made = shown.made.map(|link| {
        view! {
            <div class="said" role="status">
                <p>{words.made}</p>
                <p class="secret"><code>{link}</code></p>
            </div>
        }
    });
    let none = shown.open.is_empty().then(|| view! { <p>{words.no_invitations}</p> });
    let entries = shown
        .open
        .into_iter()
        .map(|invitation| view! { <Entry invitation/> })
        .collect_view();
    view! {
        <Head title=words.invitations description=words.invitations_description/>
        <Scripts/>
        <section class="narrow settings-page">
            <OrderNav here=OrderPage::Invitations/>
            <h1>{words.invitations}</h1>
            <PlanNotice/>
            <Problem/>
            {made}
            <p>{words.mode(shown.mode)}</p>
            <form method="post" action=MakeInvitation::PATH>
                <button type="submit">{words.invite}</button>
                <p class="hint">{words.invite_hint}</p>
            </form>
            <h2>{words.open_invitations}</h2>
            {none}
            <ul class="people">{entries}</ul>
        </section>
    }
}

#[component]
fn Entry(invitation: InvitationRow) -> impl IntoView {
    let words = &catalogue::here().people;
    let language = catalogue::language();
    let (made, end) = (
        day(invitation.created_at, language),
        day(invitation.expires_at, language),
    );
    let values = [("handle", invitation.handle.as_str()), ("day", &made), ("end", &end)];
    view! {
        <li>
            <p>{fill(words.made_by, &values)}</p>
            <form method="post" action=RevokeInvitation::PATH>
                <input type="hidden" name="id" value=invitation.id.to_string()/>
                <button class="danger" type="submit" aria-label=fill(words.revoke_named, &values)>{words.revoke}</button>
            </form>
        </li>
    }
}
