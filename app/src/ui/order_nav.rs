//! The way between the pages of those who keep order, and of those who run the site.

use crate::{RequestContext, catalogue};
use domain::access::{Viewer, may_invite, may_oversee_people, may_see_usage};
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
}

impl OrderPage {
    const ALL: [Self; 3] = [Self::People, Self::Invitations, Self::Usage];

    const fn path(self) -> &'static str {
        match self {
            Self::People => "/admin/people",
            Self::Invitations => "/admin/invitations",
            Self::Usage => "/admin/usage",
        }
    }

    fn title(self) -> &'static str {
        let words = catalogue::here();
        match self {
            Self::People => words.people.people,
            Self::Invitations => words.people.invitations,
            Self::Usage => words.usage.title,
        }
    }

    fn is_for(self, viewer: Viewer) -> bool {
        match self {
            Self::People => may_oversee_people(viewer),
            Self::Invitations => may_invite(viewer),
            Self::Usage => may_see_usage(viewer),
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
    let links = OrderPage::ALL
        .into_iter()
        .filter(|page| page.is_for(viewer))
        .map(|page| {
            let current = (page == here).then_some("page");
            view! { <li><a href=page.path() aria-current=current>{page.title()}</a></li> }
        });
    view! {
        <nav class="between" aria-label=catalogue::here().usage.navigation>
            <ul>{links.collect_view()}</ul>
        </nav>
    }
}
