//! Cookies: the session, and how the visitor wants to see the site.

use domain::session::SESSION_SECONDS;

/// The cookie that holds the chosen language.
pub const LANGUAGE: &str = "language";

/// The cookie that holds the chosen appearance.
pub const THEME: &str = "theme";

/// The cookie that holds the secret of an invitation until the next page has shown it.
pub const INVITATION: &str = "invitation";

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

/// Keeps something for the next page, which shows it and forgets it. In no address, it gets into no log and no history.
#[must_use]
pub fn show_once(name: &str, value: &str, secure: bool) -> String {
    cookie(name, value, ONCE_SECONDS, secure)
}

/// Forgets what was to be shown once.
#[must_use]
pub fn shown(name: &str, secure: bool) -> String {
    cookie(name, "", 0, secure)
}

fn cookie(name: &str, value: &str, seconds: i64, secure: bool) -> String {
    let suffix = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{suffix}")
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
}
