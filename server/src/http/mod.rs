//! Requests: what is asked, where it comes from, and which part answers.
//!
//! Uploads and media are served from the runtime's own request, so that no photo's bytes enter WebAssembly; everything else
//! becomes a page.

mod api;
mod conditional;
mod form;
mod headers;
mod health;
mod home;
mod kept;
mod made;
mod media;
mod multipart;
mod origin;
mod pages;
mod photo_json;
mod plain;
mod problem;
mod settings;
mod sharing;
mod site_settings;
mod upload;
mod viewer;

use crate::{adapters, log, meter};
use app::Language;
use domain::plan::Resource;
use futures_channel::oneshot;
use service::World;
use std::sync::Arc;
use viewer::Entered;
use worker::{Context, Env, Method, Request, Response, Result};

/// One request and what surrounds it.
pub(crate) struct Call {
    pub(crate) request: Request,
    pub(crate) language: Language,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) url: url::Url,
    pub(crate) env: Env,
    pub(crate) context: Arc<Context>,
    pub(crate) world: World,
    /// The session in its cookie, by seal and age alone: [`viewer::session`] looks further.
    pub(crate) session: Option<domain::session::Session>,
}

impl Call {
    /// A parameter of the address's query; the first, if there are several.
    pub(crate) fn query(&self, name: &str) -> Option<String> {
        self.url
            .query_pairs()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    }
}

/// Answers a request, and has what was used for it written down once in a while, after the answer.
pub(crate) async fn answer(request: Request, env: Env, context: Context) -> Result<Response> {
    meter::count(Resource::Requests, 1);
    let https = request.url()?.scheme() == "https";
    let response = meet(request, env, context).await?;
    if https {
        headers::stay_on_https(response.headers())?;
    }
    Ok(response)
}

async fn meet(request: Request, env: Env, context: Context) -> Result<Response> {
    let world = match adapters::world(&env) {
        Ok(world) => world,
        Err(error) => {
            log::error("the configuration is wrong", error);
            return Response::error("This site is not configured correctly. Its log says how.", 500);
        }
    };
    let context = Arc::new(context);
    let response = respond(request, env, context.clone(), world.clone()).await;
    context.wait_until(async move { meter::settle(&world).await });
    response
}

async fn respond(request: Request, env: Env, context: Arc<Context>, world: World) -> Result<Response> {
    let (method, path, url) = (request.method(), request.path(), request.url()?);
    let language = viewer::language(&request, &url);
    if let Some(response) = plain::turned_away(&world.config, &method, &url)? {
        return Ok(response);
    }
    if let Err(error) = origin::check(&request, &url) {
        return problem::refuse(&error, language);
    }
    let mut call = Call {
        request,
        language,
        method,
        path,
        url,
        env,
        context,
        world,
        session: None,
    };
    let entered = match viewer::enter(&mut call).await {
        Ok(entered) => entered,
        Err(error) if changes(&call) => return problem::refuse(&error, language),
        Err(error) => {
            // what is public can be shown all the same
            log::error("a session could not be renewed", error);
            Entered::Nobody
        }
    };
    let (signed_out, https) = (SignedOut::of(&call), viewer::is_https(&call));
    if matches!(entered, Entered::Gone) {
        return signed_out.answer();
    }
    let response = if changes(&call) {
        to_its_end(call).await
    } else {
        route(call).await
    };
    match entered {
        Entered::Guarded(guard) if guard.is_gone() => signed_out.answer(),
        Entered::Renewed(token) => keep(response?, &token, https),
        _ => response,
    }
}

/// Whether a request may change something.
fn changes(call: &Call) -> bool {
    !matches!(call.method, Method::Get | Method::Head)
}

/// Lets the browser keep a renewed token, unless the answer says something about its session already, or is one that caches may give
/// to others. Then the next answer has another one.
fn keep(response: Response, token: &str, https: bool) -> Result<Response> {
    let caching = response.headers().get("cache-control")?.unwrap_or_default();
    if caching.starts_with("public") {
        return Ok(response);
    }
    let said = response.headers().get("set-cookie")?.unwrap_or_default();
    if !said.contains(&format!("{}=", app::cookie::SESSION.on(https))) {
        let cookie = app::cookie::set(token, https);
        response.headers().append("set-cookie", &cookie)?;
    }
    Ok(response)
}

/// What somebody is answered whose session turned out to be signed out: nothing was done, and the browser forgets it.
struct SignedOut {
    /// Where to ask again, as nobody in particular. Nothing if something was to be changed.
    again: Option<String>,
    language: Language,
    https: bool,
}

impl SignedOut {
    fn of(call: &Call) -> Self {
        let query = call.url.query().map(|query| format!("?{query}")).unwrap_or_default();
        Self {
            // two slashes would lead to another site
            again: (!changes(call)).then(|| format!("/{}{query}", call.path.trim_start_matches('/'))),
            language: call.language,
            https: viewer::is_https(call),
        }
    }

    fn answer(self) -> Result<Response> {
        let response = match self.again {
            Some(path) => pages::see_other(&path)?,
            None => problem::refuse(&service::Error::SignInFirst, self.language)?,
        };
        response
            .headers()
            .append("set-cookie", &app::cookie::clear(self.https))?;
        response.headers().set("clear-site-data", app::cookie::FORGET_FILES)?;
        Ok(response)
    }
}

/// Lets what may change something run to its end even if whoever asked goes away, so that nothing is left half done.
async fn to_its_end(call: Call) -> Result<Response> {
    let (sender, receiver) = oneshot::channel();
    let (context, language) = (call.context.clone(), call.language);
    context.wait_until(async move {
        // nobody may be waiting any more
        let _ = sender.send(route(call).await);
    });
    receiver
        .await
        .unwrap_or_else(|_| problem::refuse(&service::Error::Interrupted, language))
}

async fn route(call: Call) -> Result<Response> {
    if viewer::is_leaving(&call).await && !service::leave::is_open(&call.path) {
        return pages::see_other(service::leave::PATH);
    }
    if let Some(name) = call.path.strip_prefix("/media/").map(str::to_owned) {
        return media::answer(call, &name).await;
    }
    if matches!(call.method, Method::Get | Method::Head)
        && let Some(export) = service::export::of_file(&call.path)
    {
        return media::export(call, export).await;
    }
    if let Some(ask) = sharing::asked(&call) {
        return sharing::answer(call, ask).await;
    }
    match (call.method.clone(), call.path.as_str()) {
        (Method::Post, form::PATH) => form::answer(call).await,
        (Method::Post, settings::PATH) => settings::answer(call).await,
        (Method::Post, site_settings::PATH) => site_settings::answer(call).await,
        (Method::Get | Method::Head, "/healthz") => health::answer(call).await,
        (_, path) if path.starts_with("/api/") => api::answer(call).await,
        (_, path) if path.starts_with("/pkg/") => asset(&call),
        (Method::Get, "/") => home::answer(call).await,
        _ => pages::answer(call).await,
    }
}

/// An asset that is there never wakes the Worker.
fn asset(call: &Call) -> Result<Response> {
    match pages::site(call).asset_of_other_release(&call.path) {
        Some(path) => pages::see_other(&path),
        None => problem::refuse(&service::Error::NotFound, call.language),
    }
}
