//! Uploading: a plain form for one photo, which the uploader island makes into one for many.

use super::load::page;
use crate::{
    RequestContext, catalogue,
    islands::Uploader,
    text::refusal::paused,
    ui::{
        AltField, Bundle, DescriptionField, Head, LicenceChoice, Notice, Problem, Scripts, TagsField, TitleField,
        VisibilityChoice,
    },
};
use domain::{access::may_sign_up, media::MediaType};
use leptos::prelude::*;

/// `/upload`.
#[component]
pub(crate) fn Upload() -> impl IntoView {
    let session = RequestContext::current().and_then(|context| context.session);
    let words = &catalogue::here().upload;
    let bundle = if session.is_some() { Bundle::Forms } else { Bundle::None };
    view! {
        <Head title=words.title description=words.description path="/upload"/>
        <Scripts bundle/>
        {match session {
            Some(session) => view! { <FormsUnlessPaused handle=session.handle/> }.into_any(),
            None => view! { <SignInFirst/> }.into_any(),
        }}
    }
}

#[component]
fn SignInFirst() -> impl IntoView {
    let words = catalogue::here();
    let open = RequestContext::current().is_none_or(|context| may_sign_up(context.settings.sign_up, false));
    let sign_up = || view! { <a class="button quiet" href="/sign-up?next=%2Fupload">{words.upload.make_account}</a> };
    view! {
        <Notice title=words.upload.sign_in_first>
            <p>{words.upload.sign_in_text}</p>
            {open.then(|| view! { <p>{words.upload.make_account_text}</p> })}
            <p class="row">
                <a class="button" href="/sign-in?next=%2Fupload">{words.site.sign_in}</a>
                {open.then(sign_up)}
            </p>
        </Notice>
    }
}

/// The forms, or why no photo is taken just now: nobody chooses photos that will be refused.
#[component]
fn FormsUnlessPaused(handle: String) -> impl IntoView {
    page(
        async move |context: RequestContext| Ok(Some(service::usage::pause(&context.world).await)),
        move |pause| match pause {
            None => view! { <Forms handle/> }.into_any(),
            Some(pause) => view! {
                <Notice title=catalogue::here().upload.paused>
                    <p>{paused(pause, catalogue::language())}</p>
                </Notice>
            }
            .into_any(),
        },
    )
}

#[component]
fn Forms(handle: String) -> impl IntoView {
    view! {
        <section class="upload">
            <h1>{catalogue::here().upload.heading}</h1>
            <Problem/>
            <Late/>
            <Uploader>
                <PlainForm own_page=format!("/users/{handle}")/>
                <TileFields/>
            </Uploader>
        </section>
    }
}

/// Says so if thumbnails are late. If that cannot be told, they may be.
#[component]
fn Late() -> impl IntoView {
    let asked = RequestContext::current();
    let note = async move {
        let late = match asked {
            Some(context) => service::late::thumbnails(&context.world).await.unwrap_or_default(),
            None => false,
        };
        late.then(|| view! { <p class="hint" role="status">{catalogue::here().upload.late}</p> })
    };
    view! { <Suspense>{Suspend::new(note)}</Suspense> }
}

/// Works without scripts, for one photo. The island hides what it does better (`.plain`); what remains is set for all photos.
#[component]
fn PlainForm(own_page: String) -> impl IntoView {
    let words = &catalogue::here().upload;
    view! {
        <form
            class="chooser"
            method="post"
            action="/upload"
            enctype="multipart/form-data"
            data-own-page=own_page
        >
            <Drop/>
            <div class="plain">
                <TitleField/>
                <AltField scope="new"/>
            </div>
            <h2 class="scripted">{words.for_all}</h2>
            <p class="faint scripted">{words.for_all_hint}</p>
            <div class="settings">
                <Usual/>
                <TagsField scope="new"/>
                <DescriptionField/>
            </div>
            <button class="plain" type="submit">{words.send}</button>
        </form>
    }
}

/// Who may see it and what may be done with it, as is usual on this site.
#[component]
fn Usual() -> impl IntoView {
    let settings = RequestContext::current().map(|context| context.settings)?;
    Some(view! {
        <VisibilityChoice chosen=settings.visibility/>
        <LicenceChoice chosen=settings.licence/>
    })
}

/// Where files are chosen. The folder's input has no name: without scripts nothing of it would be sent.
#[component]
fn Drop() -> impl IntoView {
    let words = &catalogue::here().upload;
    let accept = MediaType::OFFERED.map(MediaType::as_str).join(",");
    view! {
        <div class="drop">
            <div class="row">
                <label class="choose">
                    <span>{words.choose}</span>
                    <input type="file" name="photo" accept=accept required/>
                </label>
                <label class="choose folder scripted">
                    <span>{words.choose_folder}</span>
                    <input type="file" webkitdirectory multiple/>
                </label>
                <span class="faint scripted">{words.or_drop}</span>
            </div>
            // two paragraphs: text that comes later does not break the lines of what is read already
            <p class="faint">{words.limits}</p>
            <p class="faint scripted">{words.paste}</p>
        </div>
    }
}

/// What is written about one of many photos: the island makes a copy for each, with its number in place of `KEY`
/// (`islands/upload/edit/form.rs`). So all texts and choices of these inputs are here, and none in the browser's module.
#[component]
fn TileFields() -> impl IntoView {
    view! {
        <template id="tile-fields">
            <TitleField/>
            <AltField scope="tile-KEY"/>
            <details class="fold">
                <summary>{catalogue::here().upload.more}</summary>
                <DescriptionField/>
                <TagsField scope="tile-KEY"/>
                <Usual/>
            </details>
        </template>
    }
}
