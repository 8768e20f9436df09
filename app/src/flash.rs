//! Something that a form's answer shows once: a new token, a new link, new recovery codes.
//!
//! The answer to a form is another page (303), and what it shows must be in no address, which ends up in histories and logs. So
//! it travels in a cookie that scripts cannot read, that is sent to the one page only, and that this page takes back.

use crate::{RequestContext, cookie, respond};
use http::header;
use std::borrow::Cow;

/// What is shown once, and on which page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flash {
    name: cookie::Name,
    page: Cow<'static, str>,
}

impl Flash {
    /// Recovery codes, with spaces between them.
    pub(crate) const CODES: Self = Self::on(cookie::CODES, "/settings/account");

    /// An API token.
    pub(crate) const TOKEN: Self = Self::on(cookie::TOKEN, "/settings/tokens");

    /// The secret of an invitation.
    pub(crate) const INVITATION: Self = Self::on(cookie::INVITATION, "/admin/invitations");

    const fn on(name: cookie::Name, page: &'static str) -> Self {
        Self {
            name,
            page: Cow::Borrowed(page),
        }
    }

    /// The secret of a share link, on the page of a photo's links.
    pub(crate) fn link(page: String) -> Self {
        Self {
            name: cookie::NEW_LINK,
            page: page.into(),
        }
    }

    /// Keeps a text for its page: letters, digits, hyphens, underscores and spaces.
    pub(crate) fn keep(&self, context: &RequestContext, text: &str) {
        // a cookie holds no spaces
        let text = text.replace(' ', ".");
        let secure = context.site.secure_cookies;
        respond::cookie(&cookie::keep_once(self.name, &text, &self.page, secure));
    }

    /// Takes back what was kept for the page that is being made. Nobody keeps that page.
    pub(crate) fn take(&self, context: &RequestContext) -> Option<String> {
        let text = respond::sent_cookie(context, self.name)?;
        respond::cookie(&cookie::forget(self.name, &self.page, context.site.secure_cookies));
        respond::header(header::CACHE_CONTROL, "private, no-store");
        Some(text.replace('.', " ")).filter(|text| !text.is_empty())
    }
}
