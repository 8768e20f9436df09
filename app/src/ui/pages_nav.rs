//! The way between pages that belong together.

use leptos::prelude::*;

/// A page among others.
pub(crate) trait NavPage: Copy + PartialEq {
    /// Where it is.
    fn path(self) -> &'static str;
    /// What it is called.
    fn title(self) -> &'static str;
}

/// Links to these pages, one of which is shown.
pub(super) fn pages_nav<P: NavPage>(label: &'static str, pages: impl IntoIterator<Item = P>, here: P) -> impl IntoView {
    let link = |page: P| {
        let current = (page == here).then_some("page");
        view! { <li><a href=page.path() aria-current=current>{page.title()}</a></li> }
    };
    let links = pages.into_iter().map(link).collect_view();
    view! {
        <nav class="between" aria-label=label>
            <ul>{links}</ul>
        </nav>
    }
}
