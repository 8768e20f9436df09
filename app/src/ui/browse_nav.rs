//! The way between the orders in which everybody's photos are shown.

use super::pages_nav::{NavPage, pages_nav};
use crate::catalogue;
use leptos::prelude::*;

/// An order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BrowsePage {
    /// What came last comes first.
    Newest,
    /// What is looked at most comes first.
    Popular,
}

impl NavPage for BrowsePage {
    fn path(self) -> &'static str {
        match self {
            Self::Newest => "/",
            Self::Popular => "/popular",
        }
    }

    fn title(self) -> &'static str {
        let words = &catalogue::here().home;
        match self {
            Self::Newest => words.newest,
            Self::Popular => words.popular,
        }
    }
}

/// Links to both.
#[component]
pub(crate) fn BrowseNav(
    /// The one that is shown.
    here: BrowsePage,
) -> impl IntoView {
    pages_nav(
        catalogue::here().home.orders,
        [BrowsePage::Newest, BrowsePage::Popular],
        here,
    )
}
