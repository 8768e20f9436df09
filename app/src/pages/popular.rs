//! The most popular photos, one page of them.

use super::{home::Empty, load::page};
use crate::{
    RequestContext,
    catalogue::{self, fill},
    text::figures::whole,
    ui::{BrowseNav, BrowsePage, Bundle, Gallery, Grid, Head, Scripts},
};
use leptos::prelude::*;
use service::popular::Popular;

/// `/popular`.
#[component]
pub(crate) fn PopularPage() -> impl IntoView {
    page(
        async move |context: RequestContext| {
            let popular = service::popular::page(&context.world, context.viewer()).await?;
            Ok(Some(popular))
        },
        |popular| view! { <Shown popular/> },
    )
}

#[component]
fn Shown(popular: Popular) -> impl IntoView {
    let words = &catalogue::here().home;
    let empty = popular.photos.is_empty();
    let unknown =
        (!popular.known && !empty).then(|| view! { <p class="faint of-list" role="status">{words.unknown}</p> });
    let there_are = popular.there_are.map(|(photos, people)| {
        let (photos, people) = (whole(photos), whole(people));
        let text = fill(words.there_are, &[("photos", &photos), ("people", &people)]);
        view! { <p class="faint of-list">{text}</p> }
    });
    view! {
        <Scripts bundle=Bundle::Browse/>
        <Head title=words.popular_heading description=words.popular_description path="/popular"/>
        <BrowseNav here=BrowsePage::Popular/>
        {if empty {
            view! { <Empty later=false/> }.into_any()
        } else {
            view! {
                <h1 class="unseen">{words.popular_heading}</h1>
                {unknown}
                <Gallery>
                    <Grid photos=popular.photos/>
                </Gallery>
                {there_are}
            }
            .into_any()
        }}
    }
}
