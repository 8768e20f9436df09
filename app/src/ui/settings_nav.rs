//! The way between the pages of settings.

use crate::catalogue;
use leptos::prelude::*;

/// A page of settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SettingsPage {
    /// How one signs in, and where one is signed in.
    Account,
    /// How the files of photos are made.
    Images,
    /// What programs may do.
    Tokens,
    /// Who is told what.
    Privacy,
    /// Who was blocked.
    Blocked,
    /// Everything, to take along.
    Export,
}

impl SettingsPage {
    const ALL: [Self; 6] = [
        Self::Account,
        Self::Images,
        Self::Privacy,
        Self::Tokens,
        Self::Blocked,
        Self::Export,
    ];

    const fn path(self) -> &'static str {
        match self {
            Self::Account => "/settings/account",
            Self::Images => "/settings/images",
            Self::Tokens => "/settings/tokens",
            Self::Privacy => "/settings/privacy",
            Self::Blocked => "/settings/blocked",
            Self::Export => "/settings/export",
        }
    }

    fn title(self) -> &'static str {
        let words = &catalogue::here().account_settings;
        match self {
            Self::Account => words.title,
            Self::Images => words.images,
            Self::Tokens => words.tokens,
            Self::Privacy => catalogue::here().site.privacy,
            Self::Blocked => words.blocked,
            Self::Export => catalogue::here().export.title,
        }
    }
}

/// Links to all of them.
#[component]
pub(crate) fn SettingsNav(
    /// The one that is shown.
    here: SettingsPage,
) -> impl IntoView {
    let links = SettingsPage::ALL.map(|page| {
        let current = (page == here).then_some("page");
        view! { <li><a href=page.path() aria-current=current>{page.title()}</a></li> }
    });
    view! {
        <nav class="between" aria-label=catalogue::here().account_settings.navigation>
            <ul>{links.into_iter().collect_view()}</ul>
        </nav>
    }
}
