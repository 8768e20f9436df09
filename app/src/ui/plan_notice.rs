//! That a quota is nearly used up, for whoever runs the site, on the pages on which they do.

use crate::{
    RequestContext,
    catalogue::{self, Usage, fill},
};
use domain::plan::{Level, Resource};
use leptos::prelude::*;

/// The quotas that are nearly used up; nothing for others than admins. If it cannot be told, nothing is said.
#[component]
pub(crate) fn PlanNotice() -> impl IntoView {
    let context = RequestContext::current();
    let notice = async move {
        let context = context?;
        let found = service::usage::warnings(&context.world, context.viewer()).await.ok()?;
        (!found.is_empty()).then(|| view! { <Warnings found warn=context.settings.marks.warn/> })
    };
    view! { <Suspense>{Suspend::new(notice)}</Suspense> }
}

#[component]
fn Warnings(found: Vec<(Resource, Level)>, warn: u8) -> impl IntoView {
    let words = &catalogue::here().usage;
    let items = found
        .into_iter()
        .map(|(resource, level)| view! { <li>{sentence(words, resource, level, warn)}</li> })
        .collect_view();
    view! {
        <div class="problem" role="status">
            <p><strong>{words.nearly}</strong></p>
            <ul>{items}</ul>
            <p><a href="/admin/usage">{words.see}</a></p>
        </div>
    }
}

fn sentence(words: &Usage, resource: Resource, level: Level, warn: u8) -> String {
    let text = match level {
        Level::Reached => words.is_reached,
        Level::Calm | Level::Warned => words.is_warned,
    };
    fill(text, &[("what", words.resource(resource)), ("n", &warn.to_string())])
}
