//! What whoever has a share link meets: the photo as the link shows it, or a door.
//!
//! Nothing here names the photo's own id or address, and no other site is told of this one: it would tell the secret too.

use super::{load::page, photo::Told, photo_details::Details, photo_state::Looks};
use crate::{
    RequestContext,
    catalogue::{self, fill},
    cookie,
    functions::OpenShareLink,
    islands::ShareDoor,
    respond,
    text::{alt::title, date, place},
    ui::{Bundle, Field, Frame, Head, Problem, Scripts},
};
use domain::{share::Secret, view::PhotoView};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_params_map;
use service::own::Details as Besides;
use service::share::{SharedPhoto, Visit};

/// `/s/{secret}`.
#[component]
pub(crate) fn SharedPage() -> impl IntoView {
    // also for an address that is none: whoever tries learns the same
    // not `no-referrer`: forms of such a page come from nowhere, and older browsers say nothing else of where they come from
    respond::by_secret("same-origin");
    let secret = use_params_map()
        .with_untracked(|params| params.get("secret"))
        .unwrap_or_default();
    let pass = RequestContext::current().and_then(|context| respond::sent_cookie(&context, cookie::SHARE_PASS));
    page(
        async move |context: RequestContext| {
            let Some(secret) = Secret::parse(&secret) else {
                return Ok(None);
            };
            let visit = service::share::visit(&context.world, &secret, pass.as_deref()).await?;
            Ok(visit.map(|visit| (context, secret, visit)))
        },
        |(context, secret, visit)| match visit {
            Visit::Photo(shared) => {
                if let Some(pass) = &shared.pass {
                    respond::keep_pass(&context, &secret, pass);
                }
                view! { <Photo shared=*shared/> }.into_any()
            }
            Visit::Password { salt } => view! { <Door><WithPassword secret salt/></Door> }.into_any(),
            Visit::Button => view! { <Door><WithButton secret/></Door> }.into_any(),
        },
    )
}

#[component]
fn Photo(shared: SharedPhoto) -> impl IntoView {
    let words = &catalogue::here().share_links;
    let photo = shared.photo;
    let ratio = place::ratio(&photo);
    let sizes = format!("min(100vw, {:.0}vh)", ratio * 84.0);
    let until = date::day(shared.expires, catalogue::language());
    let offered = if shared.may_download {
        photo.renditions.clone()
    } else {
        Vec::new()
    };
    let known = PhotoView {
        renditions: offered,
        ..photo.clone()
    };
    view! {
        <Scripts/>
        <Head title=title(&photo) description=words.door_description/>
        <article class="photo">
            <figure class="stage" style=format!("--r:{ratio:.4}")>
                <Frame photo=photo.clone() ratio sizes eager=true/>
            </figure>
            <div class="about">
                <div class="story">
                    <Told photo looks=Looks::Guest/>
                    <p class="faint">{fill(words.until, &[("day", &until)])}</p>
                </div>
                <Details photo=known besides=Besides::default()/>
            </div>
        </article>
    }
}

/// Says that there is a photo, and nothing of it.
#[component]
fn Door(children: Children) -> impl IntoView {
    let words = &catalogue::here().share_links;
    view! {
        <Head title=words.door_title description=words.door_description/>
        <section class="narrow">
            <h1>{words.door_heading}</h1>
            <Problem/>
            {children()}
        </section>
    }
}

/// No input has a name: sent without scripts, the form would carry nothing, a password least of all.
#[component]
fn WithPassword(secret: Secret, salt: String) -> impl IntoView {
    let words = &catalogue::here().share_links;
    view! {
        <Scripts bundle=Bundle::Forms/>
        <noscript><p class="problem">{words.needs_scripts}</p></noscript>
        <p class="scripted">{words.door_password}</p>
        <ShareDoor>
            <form
                class="account"
                novalidate
                data-salt=salt
                data-secret=secret.to_string()
                data-next=secret.path()
            >
                <Field id="password" label=words.password kind="password" autocomplete="off"/>
                <p class="problem" role="alert"></p>
                <button type="submit" disabled>{words.show}</button>
                <p class="faint" role="status"></p>
            </form>
        </ShareDoor>
    }
}

#[component]
fn WithButton(secret: Secret) -> impl IntoView {
    let words = &catalogue::here().share_links;
    view! {
        <Scripts/>
        <p>{words.door_button}</p>
        <form method="post" action=OpenShareLink::PATH>
            <input type="hidden" name="secret" value=secret.to_string()/>
            <button type="submit">{words.show}</button>
        </form>
    }
}
