//! The way between the pages of settings.

use super::pages_nav::{NavPage, pages_nav};
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
}

impl NavPage for SettingsPage {
    fn path(self) -> &'static str {
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
    pages_nav(catalogue::here().account_settings.navigation, SettingsPage::ALL, here)
}
