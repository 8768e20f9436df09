//! Cookies: the session, and how the visitor wants to see the site.

use domain::{letter::Link, session::SESSION_SECONDS, share::PASS_SECONDS};

/// What a cookie is called. On https its name begins such that browsers take it from this host alone, and by https alone
/// (RFC 6265bis, 4.1.3): so no other host of the domain can plant one. Plain http cannot have that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    plain: &'static str,
    secure: &'static str,
}

impl Name {
    /// The name for visitors who came by https, or by plain http.
    #[must_use]
    pub const fn on(self, https: bool) -> &'static str {
        if https { self.secure } else { self.plain }
    }
}

/// A cookie for the whole site.
macro_rules! for_the_site {
    ($name:literal) => {
        Name {
            plain: $name,
            secure: concat!("__Host-", $name),
        }
    };
}

/// A cookie for one page: `__Host-` would want the whole site.
macro_rules! for_a_page {
    ($name:literal) => {
        Name {
            plain: $name,
            secure: concat!("__Secure-", $name),
        }
    };
}

/// The cookie that holds the session's token.
pub const SESSION: Name = for_the_site!("session");

/// The cookie that holds the chosen language.
pub const LANGUAGE: Name = for_the_site!("language");

/// The cookie that holds the chosen appearance.
pub const THEME: Name = for_the_site!("theme");

/// The cookie that holds the pass of whom a share link has let in. It goes to that link's page alone.
pub(crate) const SHARE_PASS: Name = for_a_page!("share");

/// The cookie that takes recovery codes to the page that shows them.
pub(crate) const CODES: Name = for_a_page!("codes");

/// The cookie that takes an API token to the page that shows it.
pub(crate) const TOKEN: Name = for_a_page!("token");

/// The cookie that takes an invitation's secret to the page that shows it.
pub(crate) const INVITATION: Name = for_a_page!("invitation");

/// The cookie that takes a share link's secret to the page that shows it.
pub(crate) const NEW_LINK: Name = for_a_page!("new-link");

/// `Clear-Site-Data` for whoever is signed out: the browser's cache, with photos that only they could see.
pub const FORGET_FILES: &str = "\"cache\"";

/// The cookie that holds the link of a letter, once its address has been left. It goes to that link's page alone.
pub(crate) const LETTER: Name = for_a_page!("letter");

/// How long that is kept: ten minutes, in seconds.
const LETTER_SECONDS: i64 = 600;

/// How long something waits to be shown once, in seconds.
const ONCE_SECONDS: i64 = 60;

/// How long a choice is kept: a year, in seconds.
const CHOICE_SECONDS: i64 = 365 * 24 * 60 * 60;

/// Keeps a session's token for as long as the session lasts.
#[must_use]
pub fn set(token: &str, secure: bool) -> String {
    cookie(SESSION, token, SESSION_SECONDS, secure)
}

/// Forgets the session.
#[must_use]
pub fn clear(secure: bool) -> String {
    cookie(SESSION, "", 0, secure)
}

/// Keeps a choice, such as a language.
#[must_use]
pub fn keep_choice(choice: Name, value: &str, secure: bool) -> String {
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
pub(crate) fn keep_once(name: Name, value: &str, path: &str, secure: bool) -> String {
    cookie_within(name, value, path, ONCE_SECONDS, secure)
}

/// Forgets what is kept for a page.
pub(crate) fn forget(name: Name, path: &str, secure: bool) -> String {
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

fn cookie(name: Name, value: &str, seconds: i64, secure: bool) -> String {
    cookie_within(name, value, "/", seconds, secure)
}

fn cookie_within(name: Name, value: &str, path: &str, seconds: i64, secure: bool) -> String {
    let (name, suffix) = (name.on(secure), if secure { "; Secure" } else { "" });
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
            "__Secure-share=s1.a; Path=/s/abc; Max-Age=3600; HttpOnly; SameSite=Lax; Secure"
        );
        assert!(forget(NEW_LINK, "/photos/1/links", false).starts_with("new-link=; Path=/photos/1/links; Max-Age=0;"));
    }

    /// Browsers keep a `__Host-` cookie only for the path `/`, and either only if it is `Secure`.
    #[test]
    fn on_https_no_other_host_can_plant_a_cookie() {
        let whole = [
            set("a", true),
            keep_choice(LANGUAGE, "en", true),
            keep_choice(THEME, "dark", true),
        ];
        for cookie in whole {
            assert!(
                cookie.starts_with("__Host-") && cookie.contains("; Path=/; "),
                "{cookie}"
            );
            assert!(cookie.ends_with("; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
        }
        for name in [SHARE_PASS, CODES, TOKEN, INVITATION, NEW_LINK, LETTER] {
            let cookie = keep_once(name, "a", "/page", true);
            assert!(cookie.starts_with("__Secure-"), "{cookie}");
            assert!(cookie.ends_with("; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
        }
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let header = "theme=dark; my-share=x; share=s1.page=; share=other";
        assert_eq!(value_in(header, "share"), Some("s1.page="));
        assert_eq!(value_in(header, "thema"), None);
        assert_eq!(value_in("", "share"), None);
    }
}
