//! From a use case to a page: what every page that shows data does in the same way.

use super::{NotFound, failure::Failure};
use crate::{RequestContext, respond};
use leptos::prelude::*;

/// Loads and then shows. Nothing found becomes the 404 page, a failure the page that says so.
///
/// Neither resource nor signal: the data is turned into HTML here and nothing of it is sent a second time.
pub(crate) fn page<Loading, Data, Page>(
    load: impl FnOnce(RequestContext) -> Loading,
    show: impl FnOnce(Data) -> Page + Send + 'static,
) -> AnyView
where
    Loading: Future<Output = service::Result<Option<Data>>> + Send + 'static,
    Page: IntoView + 'static,
    Data: 'static,
{
    let loading = RequestContext::current().map(load);
    let page = async move {
        match loading {
            Some(loading) => match loading.await {
                Ok(Some(data)) => show(data).into_any(),
                Ok(None) => view! { <NotFound/> }.into_any(),
                Err(error) => {
                    respond::note(&error);
                    view! { <Failure error/> }.into_any()
                }
            },
            None => ().into_any(),
        }
    };
    view! { <Suspense>{Suspend::new(page)}</Suspense> }.into_any()
}
