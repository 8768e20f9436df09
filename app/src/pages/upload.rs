//! Uploading: a plain form for one photo, which the uploader island makes into one for many.

use crate::{
    RequestContext, catalogue,
    islands::Uploader,
    ui::{Bundle, Head, Notice, Problem, Scripts, VisibilityChoice},
};
use domain::{limits::MAX_TITLE, media::MediaType, photo::Visibility};
use leptos::prelude::*;

/// `/upload`.
#[component]
pub(crate) fn Upload() -> impl IntoView {
    let signed_in = RequestContext::current().is_some_and(|context| context.session.is_some());
    let words = &catalogue::here().upload;
    let bundle = if signed_in { Bundle::Forms } else { Bundle::None };
    view! {
        <Head title=words.title description=words.description path="/upload"/>
        <Scripts bundle/>
        {if signed_in { view! { <Forms/> }.into_any() } else { view! { <SignInFirst/> }.into_any() }}
    }
}

#[component]
fn SignInFirst() -> impl IntoView {
    let words = catalogue::here();
    view! {
        <Notice title=words.upload.sign_in_first>
            <p>{words.upload.sign_in_text}</p>
            <p class="row">
                <a class="button" href="/sign-in?next=%2Fupload">{words.site.sign_in}</a>
                <a class="button quiet" href="/sign-up?next=%2Fupload">{words.upload.make_account}</a>
            </p>
        </Notice>
    }
}

#[component]
fn Forms() -> impl IntoView {
    view! {
        <section class="upload">
            <h1>{catalogue::here().upload.heading}</h1>
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
    let words = &catalogue::here().upload;
    let accept = MediaType::ALL.map(MediaType::as_str).join(",");
    view! {
        <form class="chooser" method="post" action="/upload" enctype="multipart/form-data">
            <div class="drop">
                <label class="choose">
                    <span>{words.choose}<span class="scripted">{words.or_drop}</span></span>
                    <input type="file" name="photo" accept=accept required/>
                </label>
                <p class="faint">{words.limits}</p>
            </div>
            <label class="field plain">
                <span>{words.photo_title}</span>
                <input type="text" name="title" maxlength=MAX_TITLE autocomplete="off"/>
            </label>
            <VisibilityChoice chosen=Visibility::Public/>
            <button class="plain" type="submit">{words.send}</button>
        </form>
    }
}
