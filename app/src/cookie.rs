//! The session cookie: its name, and the `Set-Cookie` values that set and clear it.

use domain::session::SESSION_SECONDS;

/// Its name. Browsers keep a `__Host-` cookie only if it is `Secure`, for this host alone; plain http cannot have that.
#[must_use]
pub const fn name(secure: bool) -> &'static str {
    if secure { "__Host-session" } else { "session" }
}

/// Keeps a session's token for as long as the session lasts.
#[must_use]
pub fn set(token: &str, secure: bool) -> String {
    cookie(token, SESSION_SECONDS, secure)
}

/// Forgets the session.
#[must_use]
pub fn clear(secure: bool) -> String {
    cookie("", 0, secure)
}

fn cookie(value: &str, seconds: i64, secure: bool) -> String {
    let suffix = if secure { "; Secure" } else { "" };
    format!(
        "{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{suffix}",
        name(secure)
    )
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
