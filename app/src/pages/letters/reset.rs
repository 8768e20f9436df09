//! A new password, by the link of a letter.

use super::{Dead, kept};
use crate::{
    RequestContext,
    catalogue::{self, fill},
    islands::{AccountForm, Does},
    pages::{account::WithoutScripts, load::page},
    respond,
    ui::{AccountFields, Bundle, Head, Scripts},
};
use domain::letter::Purpose;
use leptos::prelude::*;
use service::{
    Error,
    letters::{FORGOT, reset},
};

/// `/reset`.
#[component]
pub(crate) fn Reset() -> impl IntoView {
    respond::by_secret("same-origin");
    let link = kept(Purpose::Reset).map(|link| link.to_string()).unwrap_or_default();
    let text = link.clone();
    page(
        async move |context: RequestContext| match reset::look(&context.world, &text).await {
            Ok(email) => Ok(Some(Some(email))),
            Err(Error::DeadLink) => Ok(Some(None)),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        },
        |email| match email {
            Some(email) => view! { <NewPassword link email/> }.into_any(),
            None => view! { <Dead again=FORGOT/> }.into_any(),
        },
    )
}

#[component]
fn NewPassword(link: String, email: String) -> impl IntoView {
    let words = &catalogue::here().letters;
    view! {
        <Head title=words.reset_title description=words.reset_description/>
        <Scripts bundle=Bundle::Forms/>
        <section class="narrow">
            <h1>{words.reset_title}</h1>
            <noscript><WithoutScripts/></noscript>
            <p>{fill(words.reset_page_text, &[("email", &email)])}</p>
            <AccountForm><AccountFields does=Does::Reset next="/" email secret=Some(link)/></AccountForm>
        </section>
    }
}
