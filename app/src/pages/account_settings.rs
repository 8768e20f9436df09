//! How somebody signs in, and where they are signed in.

use super::load::page;
use crate::{
    RequestContext,
    catalogue::{self, fill, number},
    flash::Flash,
    functions::{EndSession, MakeRecoveryCodes, PasskeyRemove, PasskeyRename, SendVerification},
    islands::{AccountForm, Does},
    respond,
    text::{date, device},
    ui::{AccountFields, Bundle, Head, Problem, Scripts, SettingsNav, SettingsPage},
};
use domain::{account::MAX_NAME, id::SessionId, letter::PAUSE_SECONDS, time::Timestamp};
use leptos::{prelude::*, server_fn::ServerFn};
use service::{
    letters::offered,
    recovery::{Account, Overview},
    sql::{passkeys::PasskeyRow, sessions::SessionRow},
};

/// Its path.
const PATH: &str = "/settings/account";

/// `/settings/account`.
#[component]
pub(crate) fn AccountPage() -> impl IntoView {
    let context = RequestContext::current()?;
    let Some(session) = context.session.clone() else {
        respond::sign_in_first(PATH);
        return None;
    };
    let codes = Flash::CODES.take(&context);
    Some(page(
        async move |context: RequestContext| {
            let session = context.signed_in()?;
            service::recovery::overview(&context.world, session).await.map(Some)
        },
        move |overview| view! { <Parts overview codes here=session.id/> },
    ))
}

#[component]
fn Parts(overview: Overview, codes: Option<String>, here: SessionId) -> impl IntoView {
    let words = &catalogue::here().account_settings;
    let Overview {
        account,
        passkeys,
        sessions,
        confirmed,
    } = overview;
    let email = fill(words.email, &[("email", &account.email)]);
    view! {
        <Head title=words.title description=words.description/>
        <Scripts bundle=Bundle::Forms/>
        <section class="narrow settings-page">
            <SettingsNav here=SettingsPage::Account/>
            <h1>{words.title}</h1>
            <Problem/>
            <p>{email}</p>
            <Address account=account.clone()/>
            {(!confirmed).then(|| view! { <ConfirmFirst/> })}
            {codes.map(|codes| view! { <NewCodes codes/> })}
            <Passkeys passkeys confirmed/>
            <Password account=account.clone() confirmed/>
            <Codes left=account.codes confirmed/>
            <Sessions sessions here/>
        </section>
    }
}

/// Whether the address is known to be theirs. On a site that sends no letters, that is good for nothing, and not spoken of.
#[component]
fn Address(account: Account) -> impl IntoView {
    let world = RequestContext::current()?.world;
    let words = &catalogue::here().letters;
    let since = world.now().plus_seconds(-PAUSE_SECONDS);
    offered(&world).then(|| match (account.email_verified_at, account.verification_asked_at) {
        (Some(verified), _) => view! { <p class="hint">{dated(words.is_verified, verified)}</p> }.into_any(),
        (None, Some(asked)) if asked > since => view! { <p role="status">{words.on_its_way}</p> }.into_any(),
        _ => view! {
            <p>{words.not_verified}</p>
            <form method="post" action=SendVerification::PATH>
                <button class="quiet" type="submit">{words.send_again}</button>
            </form>
        }
        .into_any(),
    })
}

#[component]
fn ConfirmFirst() -> impl IntoView {
    let words = &catalogue::here().account_settings;
    view! {
        <p class="said">
            {words.confirm}" "
            <a href="/confirm?next=%2Fsettings%2Faccount">{words.confirm_link}</a>
        </p>
    }
}

#[component]
fn Passkeys(passkeys: Vec<PasskeyRow>, confirmed: bool) -> impl IntoView {
    let words = &catalogue::here().account_settings;
    let rows = passkeys
        .into_iter()
        .map(|passkey| view! { <Passkey passkey confirmed/> })
        .collect_view();
    let add = confirmed.then(|| view! { <AccountForm><AccountFields does=Does::AddPasskey next=PATH/></AccountForm> });
    view! {
        <section>
            <h2>{words.passkeys}</h2>
            <p class="hint">{words.passkeys_text}</p>
            <ul class="entries">{rows}</ul>
            {add}
        </section>
    }
}

#[component]
fn Passkey(passkey: PasskeyRow, confirmed: bool) -> impl IntoView {
    let words = &catalogue::here().account_settings;
    let name = if passkey.name.is_empty() {
        words.passkey_unnamed.to_owned()
    } else {
        passkey.name.clone()
    };
    let used = passkey
        .used_at
        .map_or_else(|| words.never_used.to_owned(), |used| dated(words.last_used, used));
    let facts = [dated(words.added, passkey.created_at), used].join(words.comma);
    let remove = confirmed.then(|| {
        let label = fill(words.remove_named, &[("name", &name)]);
        view! {
            <form method="post" action=PasskeyRemove::PATH>
                <input type="hidden" name="id" value=passkey.id.clone()/>
                <button class="quiet" type="submit" aria-label=label>{words.remove}</button>
            </form>
        }
    });
    view! {
        <li>
            <div><strong>{name}</strong><span class="faint">{facts}</span></div>
            {remove}
            <details class="fold">
                <summary>{words.rename}</summary>
                <form method="post" action=PasskeyRename::PATH>
                    <input type="hidden" name="id" value=passkey.id/>
                    <label class="field">
                        <span>{words.name}</span>
                        <input type="text" name="name" maxlength=MAX_NAME autocomplete="off" value=passkey.name/>
                    </label>
                    <button class="quiet" type="submit">{words.save}</button>
                </form>
            </details>
        </li>
    }
}

#[component]
fn Password(account: Account, confirmed: bool) -> impl IntoView {
    let words = &catalogue::here().account_settings;
    let state = if account.password == 1 {
        words.password_set
    } else {
        words.password_none
    };
    let form = confirmed.then(|| {
        view! { <AccountForm><AccountFields does=Does::SetPassword next=PATH email=account.email/></AccountForm> }
    });
    view! {
        <section>
            <h2>{words.password}</h2>
            <p>{state}</p>
            {form}
            <p class="hint">{words.signs_out}</p>
        </section>
    }
}

#[component]
fn Codes(left: u32, confirmed: bool) -> impl IntoView {
    let words = &catalogue::here().account_settings;
    let left = match left {
        0 => words.codes_none.to_owned(),
        left => number(
            usize::try_from(left).unwrap_or(usize::MAX),
            words.codes_one,
            words.codes_many,
        ),
    };
    let form = confirmed.then(|| {
        view! {
            <form method="post" action=MakeRecoveryCodes::PATH>
                <button class="quiet" type="submit">{words.make_codes}</button>
                <p class="hint">{words.make_codes_hint}</p>
            </form>
        }
    });
    view! {
        <section>
            <h2>{words.codes}</h2>
            <p class="hint">{words.codes_text}</p>
            <p>{left}</p>
            {form}
        </section>
    }
}

#[component]
fn NewCodes(codes: String) -> impl IntoView {
    let words = &catalogue::here().account_settings;
    let codes: Vec<_> = codes
        .split(' ')
        .map(|code| view! { <li><code>{code.to_owned()}</code></li> })
        .collect();
    view! {
        <section class="once" role="status">
            <p>{words.new_codes}</p>
            <ul>{codes}</ul>
        </section>
    }
}

#[component]
fn Sessions(sessions: Vec<SessionRow>, here: SessionId) -> impl IntoView {
    let words = &catalogue::here().account_settings;
    let others = (sessions.len() > 1).then(|| {
        view! {
            <form method="post" action=EndSession::PATH>
                <button class="quiet" type="submit">{words.sign_out_others}</button>
            </form>
        }
    });
    let rows = sessions
        .into_iter()
        .map(|session| view! { <Device session here/> })
        .collect_view();
    view! {
        <section>
            <h2>{words.sessions}</h2>
            <ul class="entries">{rows}</ul>
            {others}
        </section>
    }
}

#[component]
fn Device(session: SessionRow, here: SessionId) -> impl IntoView {
    let words = &catalogue::here().account_settings;
    let name = device::name(&session.device);
    let facts = [
        dated(words.signed_in, session.created_at),
        dated(words.last_used, session.used_at),
    ]
    .join(words.comma);
    let act = if session.id == here {
        view! { <span class="chip">{words.this_one}</span> }.into_any()
    } else {
        let label = fill(words.sign_out_named, &[("name", &name)]);
        view! {
            <form method="post" action=EndSession::PATH>
                <input type="hidden" name="session" value=session.id.to_string()/>
                <button class="quiet" type="submit" aria-label=label>{words.sign_out}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <li>
            <div><strong>{name}</strong><span class="faint">{facts}</span></div>
            {act}
        </li>
    }
}

/// A sentence with the day of something in it.
pub(super) fn dated(text: &str, time: Timestamp) -> String {
    fill(text, &[("date", &date::day(time, catalogue::language()))])
}
