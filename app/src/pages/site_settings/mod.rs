//! The site's settings, for whoever runs it: a plain form, and what was changed before.

mod choices;
mod fields;
mod history;

use super::load::page;
use crate::{
    RequestContext, catalogue, respond,
    ui::{Head, OrderNav, OrderPage, PlanNotice, Problem, Scripts},
};
use domain::site_settings::{Field, SiteSettings};
use fields::Fields;
use history::History;
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use service::site_settings::Overview;

/// Its path, for the form as well.
const PATH: &str = "/admin/settings";

/// `/admin/settings`.
#[component]
pub(crate) fn SiteSettingsPage() -> impl IntoView {
    page(
        async move |context: RequestContext| service::site_settings::page(&context.world, context.viewer()).await,
        |overview| view! { <Shown overview/> },
    )
}

#[component]
fn Shown(overview: Overview) -> impl IntoView {
    let words = &catalogue::here().set_up;
    let query = use_query_map().get_untracked();
    let saved = query
        .get("saved")
        .map(|_| view! { <p class="said" role="status">{words.saved}</p> });
    let values = Values {
        typed: (query.get(Field::Name.as_str()).is_some() && respond::came_from_here()).then_some(query),
        settings: overview.settings.clone(),
    };
    view! {
        <Head title=words.title description=words.description/>
        <Scripts/>
        <section class="narrow settings-page">
            <OrderNav here=OrderPage::Settings/>
            <h1>{words.title}</h1>
            <PlanNotice/>
            <Problem/>
            {saved}
            <p class="faint">{words.holds}</p>
            <form method="post" action=PATH>
                <input type="hidden" name="version" value=overview.version.to_string()/>
                <Fields values/>
                <button type="submit">{words.save}</button>
            </form>
            <History overview/>
        </section>
    }
}

/// What stands in the form: what holds, or what was typed and could not be saved, which the address brings back.
#[derive(Clone)]
struct Values {
    typed: Option<ParamsMap>,
    settings: SiteSettings,
}

impl Values {
    fn of(&self, field: Field) -> String {
        match &self.typed {
            Some(typed) => typed.get(field.as_str()).unwrap_or_default(),
            None => field.value(&self.settings),
        }
    }
}
