//! Status, cookies and redirects of the response that is being made.

use crate::{
    RequestContext, catalogue, cookie,
    functions::Refusal,
    text::{local_path, query, refusal::sentence},
};
use domain::{
    id::PhotoId,
    letter::{Link, Purpose},
    share::Secret,
};
use http::{HeaderName, HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// Sets the status.
pub(crate) fn status(code: u16) {
    if let (Some(response), Ok(code)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(code)) {
        response.set_status(code);
    }
}

/// Sets a header. A value that no header can hold is left out.
pub(crate) fn header(name: HeaderName, value: &str) {
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(value)) {
        response.insert_header(name, value);
    }
}

/// Adds a cookie. Each has a header of its own.
pub(crate) fn cookie(value: &str) {
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(value)) {
        response.append_header(header::SET_COOKIE, value);
    }
}

/// 303: go on to another page of this site.
pub(crate) fn see_other(path: &str) {
    status(303);
    header(header::LOCATION, path);
}

/// Leads to the page of signing in, and from there back to this one.
pub(crate) fn sign_in_first(page: &str) {
    see_other(&format!("/sign-in?next={}", query::encode(page)));
}

/// Signs this browser in.
pub(crate) fn keep_session(context: &RequestContext, token: &str) {
    cookie(&cookie::set(token, context.site.secure_cookies));
}

/// Signs this browser out, and has it forget the pages and files that it kept meanwhile (W3C, Clear Site Data): somebody else
/// may use it next.
pub(crate) fn forget_session(context: &RequestContext) {
    cookie(&cookie::clear(context.site.secure_cookies));
    header(HeaderName::from_static("clear-site-data"), cookie::FORGET_FILES);
}

/// Keeps the pass of whom a share link has let in.
pub(crate) fn keep_pass(context: &RequestContext, secret: &Secret, pass: &str) {
    cookie(&cookie::keep_pass(pass, &secret.path(), context.site.secure_cookies));
}

/// Keeps the link of a letter, so that it need not stand in the address.
pub(crate) fn keep_letter(context: &RequestContext, link: &Link) {
    cookie(&cookie::keep_letter(link, context.site.secure_cookies));
}

/// Forgets the link of a letter.
pub(crate) fn forget_letter(context: &RequestContext, purpose: Purpose) {
    cookie(&cookie::forget(
        cookie::LETTER,
        purpose.page(),
        context.site.secure_cookies,
    ));
}

/// For a page that is reached by a secret: nobody keeps it, lists it, or is told of its address. `referrer` says who else may learn
/// that somebody comes from this site.
pub(crate) fn by_secret(referrer: &str) {
    header(header::CACHE_CONTROL, "private, no-store");
    header(HeaderName::from_static("x-robots-tag"), "noindex");
    header(header::REFERRER_POLICY, referrer);
}

/// The value of a cookie that came with the request.
pub(crate) fn sent_cookie(context: &RequestContext, name: cookie::Name) -> Option<String> {
    let name = name.on(context.site.secure_cookies);
    let parts = use_context::<Parts>()?;
    let headers = parts.headers.get_all(header::COOKIE).iter();
    let mut values = headers.filter_map(|header| cookie::value_in(header.to_str().ok()?, name));
    values.next().map(str::to_owned)
}

/// What a server function answers when a use case did not work. Failures of ours are logged with their cause.
pub(crate) fn refusal(error: &service::Error) -> Refusal {
    note(error);
    failed(error);
    Refusal::new(sentence(error, catalogue::language()))
}

/// The status of a use case that did not work, and when to try again.
pub(crate) fn failed(error: &service::Error) {
    status(error.status());
    if let Some(seconds) = error.retry_after() {
        header(header::RETRY_AFTER, &seconds.to_string());
    }
}

/// Logs what was our fault.
pub(crate) fn note(error: &service::Error) {
    if error.status() >= 500 {
        leptos::logging::error!("a page or a server function failed: {error:?}");
    }
}

/// The end of a plain form on a photo's page: on to another page, or back to the photo with what went wrong.
pub(crate) fn after_form(photo: &str, outcome: Result<String, service::Error>) {
    match outcome {
        Ok(path) => see_other(&path),
        Err(error) => {
            // an id that is none must not get into an address
            let page = photo
                .parse::<PhotoId>()
                .map_or_else(|_| "/".to_owned(), |id| format!("/photos/{id}"));
            explain_on(&page, &error);
        }
    }
}

/// The end of a plain form: on to another page, or back to the form's own with what went wrong.
pub(crate) fn after(page: &str, outcome: Result<String, service::Error>) {
    match outcome {
        Ok(path) => see_other(&path),
        Err(error) => back(page, Err(error)),
    }
}

/// The end of a plain form: back to a page of this site, with what went wrong if something did. Who has to sign in first, or to show
/// that it is still them, is led there, and then back.
pub(crate) fn back(page: &str, outcome: Result<(), service::Error>) {
    let page = local_path::or_home(Some(page.to_owned()));
    match outcome {
        Ok(()) => see_other(&page),
        Err(service::Error::ConfirmFirst) => see_other(&format!("/confirm?next={}", query::encode(&page))),
        Err(service::Error::SignInFirst) => sign_in_first(&page),
        Err(error) => explain_on(&page, &error),
    }
}

/// Leads to a page of this site that says what went wrong.
fn explain_on(page: &str, error: &service::Error) {
    note(error);
    let sentence = query::encode(&sentence(error, catalogue::language()));
    let joint = if page.contains('?') { '&' } else { '?' };
    see_other(&format!("{page}{joint}error={sentence}"));
}

/// Where those who keep order see somebody.
pub(crate) fn overseen(handle: &str) -> String {
    format!("/admin/people?q={}", query::encode(handle))
}

/// Whether a page of this site led here. A sentence in an address is shown only then, so that nobody else can put words
/// into the site's mouth by a link. To where a link tells this site to lead, it does so without such a sentence
/// (`text::local_path`), and a page that loads itself again has dropped it (`ui/hydrate.js`).
pub(crate) fn came_from_here() -> bool {
    let site = use_context::<Parts>().and_then(|parts| parts.headers.get("sec-fetch-site").cloned());
    site.is_some_and(|site| site == "same-origin")
}
