//! Pages: Leptos through axum, each request under a root owner of its own.

use super::{Call, api, headers, problem, viewer};
use crate::log;
use app::{App, RequestContext, Site, Theme, refusal, shell};
use axum::{Router, body::Body, extract::Request as PageRequest};
use leptos::prelude::{LeptosOptions, Owner, ScopedFuture, provide_context, use_context};
use leptos_axum::{LeptosRoutes, generate_route_list, render_app_async_with_context};
use service::letters::Later;
use std::sync::{Arc, OnceLock};
use tower_service::Service;
use worker::{Context, Headers, HttpRequest, Request, Response, Result};

/// Built by the first request of an isolate: building it renders the app once to find its routes.
static ROUTER: OnceLock<Router> = OnceLock::new();

/// A rendered page, in no theme yet.
pub(crate) struct Rendered {
    status: u16,
    headers: Headers,
    body: Vec<u8>,
}

impl Rendered {
    /// Nonce and HTML, if this is a page that could be shown to somebody else.
    pub(crate) fn keepable(&self) -> Option<(String, String)> {
        if self.status != 200 || self.headers.has("set-cookie").ok()? {
            return None;
        }
        let policy = self.headers.get("content-security-policy").ok()??;
        let (nonce, _) = policy.split_once("'nonce-")?.1.split_once('\'')?;
        Some((nonce.to_owned(), String::from_utf8(self.body.clone()).ok()?))
    }

    /// As the runtime's response, in the theme that the visitor chose.
    pub(crate) fn into_response(self, theme: Theme) -> Result<Response> {
        let body = match String::from_utf8(self.body) {
            Ok(mut page) => {
                theme.put_into(&mut page);
                page.into_bytes()
            }
            Err(other) => other.into_bytes(),
        };
        Ok(Response::from_bytes(body)?
            .with_status(self.status)
            .with_headers(self.headers))
    }
}

/// Answers with a page, or a server function's answer.
pub(crate) async fn answer(call: Call) -> Result<Response> {
    // before a server function reads it into memory
    if let Err(error) = api::check_small(&call) {
        return problem::refuse(&error, call.language);
    }
    let theme = viewer::theme(&call);
    render(call).await?.into_response(theme)
}

/// 303 back to a form's page, which says what went wrong.
pub(crate) fn sorry(call: &Call, page: &str, error: &service::Error) -> Result<Response> {
    if matches!(error, service::Error::Port(_)) {
        log::error("a form failed", error);
    }
    let sentence = refusal::sentence(error, call.language);
    let message: String = url::form_urlencoded::byte_serialize(sentence.as_bytes()).collect();
    see_other(&format!("{page}?error={message}"))
}

/// 303: the answer to a form is another page.
pub(crate) fn see_other(path: &str) -> Result<Response> {
    let headers = Headers::new();
    headers.set("location", path)?;
    headers.set("cache-control", "no-store")?;
    headers::harden(&headers)?;
    Ok(Response::empty()?.with_status(303).with_headers(headers))
}

/// What pages need to know of the site, as this visitor reached it.
pub(crate) fn site(call: &Call) -> Site {
    let config = &call.world.config;
    Site {
        name: config.site_name.clone(),
        origin: config.site_origin.clone(),
        media_origin: config.media_origin.clone(),
        assets_version: config.assets_version.clone(),
        // a site that people reach is served by https
        development: config.site_origin.starts_with("http://"),
        reload_port: config.reload_port,
        secure_cookies: viewer::is_https(call),
    }
}

/// Renders a page.
pub(crate) async fn render(call: Call) -> Result<Rendered> {
    let session = match viewer::session(&call).await {
        Ok(session) => session,
        Err(error) => {
            log::error("the list of signed-out sessions does not answer", error);
            None
        }
    };
    let (kept, language) = (app::page_cache_control(&call.path), call.language);
    let (leaving, session) = match session {
        Some(session) if session.leaving.is_some() => (Some(session), None),
        session => (None, session),
    };
    let settings = service::site_settings::current(&call.world).await;
    let context = RequestContext {
        settings,
        session,
        leaving,
        client_ip: viewer::client_ip(&call),
        device: viewer::header(&call, "user-agent").unwrap_or_default(),
        asked_at: call.url.origin().ascii_serialization(),
        language: call.language,
        site: site(&call),
        after: after(call.context.clone()),
        world: Arc::new(call.world),
    };
    let mut request: HttpRequest = with_plain_headers(call.request)?.try_into()?;
    request.extensions_mut().insert(context);
    let response = run(request).await?;
    let page = collect(response, kept).await?;
    page.headers.set("content-language", language.tag())?;
    Ok(page)
}

/// Has something done after the answer, for which the runtime waits.
fn after(context: Arc<Context>) -> Arc<dyn Fn(Later) + Send + Sync> {
    Arc::new(move |later| {
        context.wait_until(async move {
            if let Err(error) = later.await {
                log::error("what was to be done after an answer was not", error);
            }
        });
    })
}

/// Without headers that are not plain text, such as the name of a city: the conversion would refuse the whole request.
fn with_plain_headers(request: Request) -> Result<Request> {
    let odd: Vec<String> = request
        .headers()
        .entries()
        .filter(|(_, value)| http::HeaderValue::from_str(value).is_err())
        .map(|(name, _)| name)
        .collect();
    if odd.is_empty() {
        return Ok(request);
    }
    let mut request = request.clone_mut()?;
    let headers = request.headers_mut()?;
    odd.iter().try_for_each(|name| headers.delete(name))?;
    Ok(request)
}

/// Runs one request under a fresh root owner. Without it, a server function's owner would be a child of whatever page this
/// isolate is rendering just then, and would find that visitor's context (PLATFORM.md 2.3).
async fn run(request: HttpRequest) -> Result<axum::response::Response> {
    let mut router = ROUTER.get_or_init(router).clone();
    let root = Owner::new_root(None);
    let answer = root.with(|| ScopedFuture::new(router.call(request)));
    answer
        .await
        .map_err(|never| worker::Error::RustError(format!("{never:?}")))
}

fn router() -> Router {
    let options = LeptosOptions::builder().output_name("app").build();
    Router::new()
        .leptos_routes_with_context(&options, generate_route_list(App), context_of_request, shell)
        .fallback(|request: PageRequest| async move {
            render_app_async_with_context(context_of_request, shell)(request).await
        })
        .with_state(options)
}

/// Always provides the context of this request, never another's: there is no branch in which it would be left as it was.
fn context_of_request() {
    let parts = use_context::<http::request::Parts>();
    if let Some(context) = parts.and_then(|parts| parts.extensions.get::<RequestContext>().cloned()) {
        provide_context(context.language);
        provide_context(context);
    }
}

async fn collect(response: axum::http::Response<Body>, kept: &str) -> Result<Rendered> {
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX)
        .await
        .map_err(|error| worker::Error::RustError(error.to_string()))?;
    let headers = Headers::new();
    for (name, value) in &parts.headers {
        if let Ok(value) = value.to_str() {
            headers.append(name.as_str(), value)?;
        }
    }
    headers::harden_page(&headers)?;
    if !headers.has("cache-control")? {
        headers.set("cache-control", kept)?;
    }
    headers.append("vary", "accept-language, cookie")?;
    Ok(Rendered {
        status: parts.status.as_u16(),
        headers,
        body: body.to_vec(),
    })
}
