//! Cookies: the session, and how the visitor wants to see the site.

use domain::{letter::Link, session::SESSION_SECONDS, share::PASS_SECONDS};

/// The cookie that holds the chosen language.
pub const LANGUAGE: &str = "language";

/// The cookie that holds the chosen appearance.
pub const THEME: &str = "theme";

/// The cookie that holds the pass of whom a share link has let in. It goes to that link's page alone.
pub(crate) const SHARE_PASS: &str = "share";

/// The cookie that holds the link of a letter, once its address has been left. It goes to that link's page alone.
pub(crate) const LETTER: &str = "letter";

/// How long that is kept: ten minutes, in seconds.
const LETTER_SECONDS: i64 = 600;

/// How long something waits to be shown once, in seconds.
const ONCE_SECONDS: i64 = 60;

/// How long a choice is kept: a year, in seconds.
const CHOICE_SECONDS: i64 = 365 * 24 * 60 * 60;

/// The session cookie's name. Browsers keep a `__Host-` cookie only if it is `Secure`, for this host alone; plain http cannot have that.
#[must_use]
pub const fn name(secure: bool) -> &'static str {
    if secure { "__Host-session" } else { "session" }
}

/// Keeps a session's token for as long as the session lasts.
#[must_use]
pub fn set(token: &str, secure: bool) -> String {
    cookie(name(secure), token, SESSION_SECONDS, secure)
}

/// Forgets the session.
#[must_use]
pub fn clear(secure: bool) -> String {
    cookie(name(secure), "", 0, secure)
}

/// Keeps a choice, such as a language.
#[must_use]
pub fn keep_choice(choice: &str, value: &str, secure: bool) -> String {
    cookie(choice, value, CHOICE_SECONDS, secure)
}

/// Keeps the pass of a share link, for the link's page.
pub(crate) fn keep_pass(pass: &str, path: &str, secure: bool) -> String {
    cookie_within(SHARE_PASS, pass, path, PASS_SECONDS, secure)
}

/// Keeps the link of a letter, for the page that it leads to.
pub(crate) fn keep_letter(link: &Link, secure: bool) -> String {
    cookie_within(LETTER, &link.to_string(), link.purpose.page(), LETTER_SECONDS, secure)
}

/// Keeps something for the page that shows it once.
pub(crate) fn keep_once(name: &str, value: &str, path: &str, secure: bool) -> String {
    cookie_within(name, value, path, ONCE_SECONDS, secure)
}

/// Forgets what is kept for a page.
pub(crate) fn forget(name: &str, path: &str, secure: bool) -> String {
    cookie_within(name, "", path, 0, secure)
}

/// The value that a request's `Cookie` header gives this name.
#[must_use]
pub fn value_in<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    header.split(';').find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then_some(value)
    })
}

fn cookie(name: &str, value: &str, seconds: i64, secure: bool) -> String {
    cookie_within(name, value, "/", seconds, secure)
}

fn cookie_within(name: &str, value: &str, path: &str, seconds: i64, secure: bool) -> String {
    let suffix = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax{suffix}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secure_site_gets_a_host_cookie() {
        assert_eq!(
            set("v1.a.b", true),
            "__Host-session=v1.a.b; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure"
        );
        assert_eq!(clear(false), "session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn what_is_for_one_page_goes_to_that_page() {
        assert_eq!(
            keep_pass("s1.a", "/s/abc", true),
            "share=s1.a; Path=/s/abc; Max-Age=3600; HttpOnly; SameSite=Lax; Secure"
        );
        assert!(
            forget("new-link", "/photos/1/links", false).starts_with("new-link=; Path=/photos/1/links; Max-Age=0;")
        );
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let header = "theme=dark; my-share=x; share=s1.page=; share=other";
        assert_eq!(value_in(header, "share"), Some("s1.page="));
        assert_eq!(value_in(header, "thema"), None);
        assert_eq!(value_in("", "share"), None);
    }
}
