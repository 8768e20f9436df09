//! Something that a form's answer shows once: a new token, new recovery codes.
//!
//! The answer to a form is another page (303), and what it shows must be in no address, which ends up in histories and logs. So
//! it travels in a cookie that scripts cannot read, that is sent to the one page only, and that this page takes back.

use crate::{RequestContext, respond};
use http::{header, request::Parts};
use leptos::prelude::use_context;

/// How long it waits for its page, in seconds.
const SECONDS: u32 = 60;

/// What is shown once, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flash {
    /// Recovery codes, with spaces between them.
    Codes,
    /// An API token.
    Token,
}

impl Flash {
    const fn name(self) -> &'static str {
        match self {
            Self::Codes => "codes",
            Self::Token => "token",
        }
    }

    const fn page(self) -> &'static str {
        match self {
            Self::Codes => "/settings/account",
            Self::Token => "/settings/tokens",
        }
    }

    /// Keeps a text for its page: ASCII without semicolons, which is all that a cookie holds.
    pub(crate) fn keep(self, context: &RequestContext, text: &str) {
        self.set(context, &text.replace(' ', "."), SECONDS);
    }

    /// Takes back what was kept for the page that is being made. Nobody keeps that page.
    pub(crate) fn take(self, context: &RequestContext) -> Option<String> {
        let parts: Parts = use_context()?;
        let cookies = parts
            .headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok());
        let prefix = format!("{}=", self.name());
        let mut pairs = cookies.flat_map(|cookies| cookies.split(';'));
        let text = pairs.find_map(|pair| pair.trim().strip_prefix(&prefix).map(|text| text.replace('.', " ")))?;
        self.set(context, "", 0);
        respond::header(header::CACHE_CONTROL, "no-store");
        (!text.is_empty()).then_some(text)
    }

    fn set(self, context: &RequestContext, text: &str, seconds: u32) {
        let (name, page) = (self.name(), self.page());
        let secure = if context.site.secure_cookies { "; Secure" } else { "" };
        respond::cookie(&format!(
            "{name}={text}; Path={page}; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}"
        ));
    }
}
