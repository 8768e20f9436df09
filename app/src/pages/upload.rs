//! Uploading: a plain form for one photo, which the uploader island makes into one for many.

use crate::{
    RequestContext,
    islands::Uploader,
    ui::{Head, Notice, Problem, Scripts, VisibilityChoice},
};
use domain::{limits::MAX_TITLE, media::MediaType, photo::Visibility};
use leptos::prelude::*;

/// `/upload`.
#[component]
pub(crate) fn Upload() -> impl IntoView {
    let signed_in = RequestContext::current().is_some_and(|context| context.session.is_some());
    view! {
        <Head title="Upload" description="Upload photographs to Heliograph." path="/upload"/>
        <Scripts islands=signed_in/>
        {if signed_in { view! { <Forms/> }.into_any() } else { view! { <SignInFirst/> }.into_any() }}
    }
}

#[component]
fn SignInFirst() -> impl IntoView {
    view! {
        <Notice title="Sign in to upload">
            <p>"Photographs belong to somebody. Sign in, or make an account; it takes a name and a password."</p>
            <p class="row">
                <a class="button" href="/sign-in?next=%2Fupload">"Sign in"</a>
                <a class="button quiet" href="/sign-up?next=%2Fupload">"Make an account"</a>
            </p>
        </Notice>
    }
}

#[component]
fn Forms() -> impl IntoView {
    view! {
        <section class="upload">
            <h1>"Upload photos"</h1>
            <Problem/>
            <Uploader>
                <PlainForm/>
            </Uploader>
        </section>
    }
}

/// Works without scripts, for one photo. The island hides what it does better (`.plain`).
#[component]
fn PlainForm() -> impl IntoView {
    let accept = MediaType::ALL.map(MediaType::as_str).join(",");
    view! {
        <form class="chooser" method="post" action="/upload" enctype="multipart/form-data">
            <div class="drop">
                <label class="choose">
                    <span>"Choose photos"<span class="scripted">", or drop them here"</span></span>
                    <input type="file" name="photo" accept=accept required/>
                </label>
                <p class="faint">
                    "JPEG, PNG, WebP or AVIF, up to 50 MB and 100 megapixels each. Where a photo was taken is never published."
                </p>
            </div>
            <label class="field plain">
                <span>"Title"</span>
                <input type="text" name="title" maxlength=MAX_TITLE autocomplete="off"/>
            </label>
            <VisibilityChoice chosen=Visibility::Public/>
            <button class="plain" type="submit">"Upload"</button>
        </form>
    }
}
