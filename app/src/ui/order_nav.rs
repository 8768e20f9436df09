//! The way between the pages of those who keep order, and of those who run the site.

use super::pages_nav::{NavPage, pages_nav};
use crate::{RequestContext, catalogue};
use domain::access::{Viewer, may_invite, may_oversee_people, may_see_jobs, may_see_usage, may_set_up};
use leptos::prelude::*;

/// A page under `/admin`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OrderPage {
    /// Who is here.
    People,
    /// Who may come.
    Invitations,
    /// What of the plan is used.
    Usage,
    /// How the site does.
    Statistics,
    /// What does not go on.
    Jobs,
    /// How the site is set up.
    Settings,
}

impl OrderPage {
    const ALL: [Self; 6] = [
        Self::People,
        Self::Invitations,
        Self::Usage,
        Self::Statistics,
        Self::Jobs,
        Self::Settings,
    ];

    fn is_for(self, viewer: Viewer) -> bool {
        match self {
            Self::People => may_oversee_people(viewer),
            Self::Invitations => may_invite(viewer),
            Self::Usage | Self::Statistics => may_see_usage(viewer),
            Self::Jobs => may_see_jobs(viewer),
            Self::Settings => may_set_up(viewer),
        }
    }
}

impl NavPage for OrderPage {
    fn path(self) -> &'static str {
        match self {
            Self::People => "/admin/people",
            Self::Invitations => "/admin/invitations",
            Self::Usage => "/admin/usage",
            Self::Statistics => "/admin/stats",
            Self::Jobs => "/admin/jobs",
            Self::Settings => "/admin/settings",
        }
    }

    fn title(self) -> &'static str {
        let words = catalogue::here();
        match self {
            Self::People => words.people.people,
            Self::Invitations => words.people.invitations,
            Self::Usage => words.usage.title,
            Self::Statistics => words.statistics.title,
            Self::Jobs => words.jobs.title,
            Self::Settings => words.set_up.title,
        }
    }
}

/// Links to those that are for whoever asks.
#[component]
pub(crate) fn OrderNav(
    /// The one that is shown.
    here: OrderPage,
) -> impl IntoView {
    let viewer = RequestContext::current().map_or(Viewer::Anonymous, |context| context.viewer());
    let pages = OrderPage::ALL.into_iter().filter(move |page| page.is_for(viewer));
    pages_nav(catalogue::here().usage.navigation, pages, here)
}
