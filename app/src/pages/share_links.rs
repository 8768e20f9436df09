//! A photo's share links, for its owner: a plain form that makes one, and a list of those there are.
//!
//! It is a page of its own, not a part of the photo's: what stretches a password is no part of the module that shows photos.

use super::load::page;
use crate::{
    RequestContext, catalogue,
    flash::Flash,
    islands::CopyLink,
    respond,
    sharing::absolute,
    text::alt::title,
    ui::{Bundle, Head, LinkList, MakeLink, Problem, Scripts},
};
use domain::{id::PhotoId, share::Secret, view::PhotoView};
use http::header;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::sql::share_links::LinkRow;

/// Everything that the page shows.
struct Links {
    context: RequestContext,
    photo: PhotoView,
    links: Vec<LinkRow>,
    /// The one that was made just now.
    new: Option<Secret>,
}

fn path(id: PhotoId) -> String {
    format!("/photos/{id}/links")
}

/// `/photos/{id}/links`.
#[component]
pub(crate) fn ShareLinksPage() -> impl IntoView {
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .and_then(|id| id.parse::<PhotoId>().ok());
    let context = RequestContext::current()?;
    if let (None, Some(id)) = (&context.session, id) {
        respond::sign_in_first(&path(id));
        return None;
    }
    // a link that was made just now must not be found again by going back
    respond::header(header::CACHE_CONTROL, "private, no-store");
    let made = id.and_then(|id| Flash::link(path(id)).take(&context));
    let made = made.and_then(|text| Secret::parse(&text));
    Some(page(
        async move |context: RequestContext| match id {
            Some(id) => load(context, id, made).await,
            None => Ok(None),
        },
        |links| view! { <Page links/> },
    ))
}

async fn load(context: RequestContext, id: PhotoId, made: Option<Secret>) -> service::Result<Option<Links>> {
    let links = match service::share::list(&context.world, context.viewer(), id).await {
        Err(service::Error::NotFound) => return Ok(None),
        links => links?,
    };
    let photo = service::read::photo(&context.world, context.viewer(), id).await?;
    // whoever put it there, it is shown only if it is a link of this photo
    let new = made.filter(|secret| links.iter().any(|link| link.sha256 == secret.sha256()));
    Ok(photo.map(|photo| Links {
        context,
        photo,
        links,
        new,
    }))
}

#[component]
fn Page(links: Links) -> impl IntoView {
    let words = &catalogue::here().share_links;
    let Links {
        context,
        photo,
        links,
        new,
    } = links;
    let new = new.map(|secret| view! { <New address=absolute(&context.site.origin, &secret.path())/> });
    let now = context.world.now();
    view! {
        <Head title=words.heading description=words.description/>
        <Scripts bundle=Bundle::Forms/>
        <section class="narrow settings-page">
            <h1>{words.heading}</h1>
            <p><a href=photo.url.clone()>{words.back}</a>" "<span class="words">{title(&photo)}</span></p>
            <Problem/>
            {new}
            <p class="faint">{words.intro}</p>
            <MakeLink photo=photo.id site=context.site/>
            <LinkList photo=photo.id links now/>
        </section>
    }
}

/// The link that was made just now. It can be copied without scripts as well.
#[component]
fn New(address: String) -> impl IntoView {
    let words = &catalogue::here().share_links;
    view! {
        <section class="said" aria-labelledby="new-heading">
            <h2 id="new-heading">{words.new_heading}</h2>
            <p>{words.new_text}</p>
            <CopyLink>
                <div class="field">
                    <label for="new-link">{words.link}</label>
                    <input id="new-link" type="text" readonly value=address/>
                </div>
                <button
                    class="quiet scripted"
                    type="button"
                    data-copied=words.copied
                    data-not-copied=words.not_copied
                >
                    {words.copy}
                </button>
                <span role="status"></span>
            </CopyLink>
        </section>
    }
}
