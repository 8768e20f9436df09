//! What the service answers. A ticket's signature is checked before anything in it is looked at.

use crate::{
    clock::{Deadline, Stopwatch, now},
    fault::Fault,
    job::{self, Job},
    limits::{MAX_TICKET_BYTES, RETRY_AFTER_SECONDS, TICKET_TIMEOUT},
    log,
    service::Service,
};
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::State,
    http::{
        HeaderMap, StatusCode,
        header::{CONTENT_TYPE, RETRY_AFTER},
    },
    response::{IntoResponse, Response},
    routing::{get, post},
};
use domain::{
    rendition::Slot,
    ticket::{RenditionTarget, Report, SIGNATURE_HEADER, Ticket, verify},
};
use std::{borrow::Cow, sync::Arc};
use tokio::time::timeout;

/// The routes.
pub fn router(service: Arc<Service>) -> Router {
    Router::new()
        .route("/v1/process", post(process))
        .route("/healthz", get(health))
        .with_state(service)
}

/// A ticket that is not worked on, or not to its end: the status, and a sentence for the Worker's log.
struct Refusal(StatusCode, Cow<'static, str>);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Self(status, why) = self;
        let mut response = (status, why.into_owned()).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            let seconds = axum::http::HeaderValue::from_static(RETRY_AFTER_SECONDS);
            response.headers_mut().insert(RETRY_AFTER, seconds);
        }
        response
    }
}

async fn health(State(service): State<Arc<Service>>) -> Response {
    let load = service.admission.load();
    let state = serde_json::json!({ "ready": load.room, "working": load.working, "waiting": load.waiting });
    ([(CONTENT_TYPE, "application/json")], state.to_string()).into_response()
}

async fn process(State(service): State<Arc<Service>>, headers: HeaderMap, body: Body) -> Response {
    let accepted = async {
        let body = receive(body).await?;
        accept(&service, &headers, &body)
    };
    let ticket = match accepted.await {
        Ok(ticket) => ticket,
        Err(refusal) => {
            log::refused(refusal.0.as_u16(), &refusal.1);
            return refusal.into_response();
        }
    };
    work(service, ticket)
        .await
        .map_or_else(IntoResponse::into_response, |report| answer(&report))
}

async fn receive(body: Body) -> Result<Bytes, Refusal> {
    match timeout(TICKET_TIMEOUT, to_bytes(body, MAX_TICKET_BYTES)).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(_)) => Err(Refusal(StatusCode::PAYLOAD_TOO_LARGE, "the ticket is too large".into())),
        Err(_) => Err(Refusal(
            StatusCode::REQUEST_TIMEOUT,
            "the ticket took too long to arrive".into(),
        )),
    }
}

fn accept(service: &Service, headers: &HeaderMap, body: &[u8]) -> Result<Ticket, Refusal> {
    let signature = headers.get(SIGNATURE_HEADER).and_then(|value| value.to_str().ok());
    verify(&service.key, now(), signature.unwrap_or_default(), body)
        .map_err(|error| Refusal(StatusCode::UNAUTHORIZED, error.to_string().into()))?;
    let ticket: Ticket =
        serde_json::from_slice(body).map_err(|_| Refusal(StatusCode::BAD_REQUEST, "this is not a ticket".into()))?;
    let unknown = |target: &&RenditionTarget| Slot::named(&target.slot).is_none();
    if ticket.renditions.is_empty() || ticket.renditions.iter().any(|target| unknown(&target)) {
        return Err(Refusal(
            StatusCode::BAD_REQUEST,
            "the ticket asks for no rendition, or for one that is not known here".into(),
        ));
    }
    let allowed = |url: &str| service.origins.allow(url);
    if ticket.urls().all(allowed) {
        Ok(ticket)
    } else {
        Err(Refusal(
            StatusCode::FORBIDDEN,
            "a URL of the ticket is outside IMAGES_ORIGINS".into(),
        ))
    }
}

/// Waits for a turn and works. A client that goes away drops this future: while it waits, its place is free at once;
/// once at work, the job is finished.
async fn work(service: Arc<Service>, ticket: Ticket) -> Result<Report, Refusal> {
    let busy = |why: &'static str| Refusal(StatusCode::SERVICE_UNAVAILABLE, why.into());
    let (waiting, deadline) = (Stopwatch::start(), Deadline::after(service.job_time));
    let Some(place) = service.admission.enter() else {
        log::refused(503, "busy");
        return Err(busy("busy: as many jobs are waiting as may wait"));
    };
    let left = Left(true);
    let turn = timeout(deadline.left(), place.turn()).await.ok().flatten();
    left.stayed();
    let Some(turn) = turn else {
        log::refused(503, "the turn did not come in time");
        return Err(busy("busy: the turn did not come in time"));
    };
    let job = Job {
        ticket,
        deadline,
        waited: waiting.millis(),
    };
    let done = tokio::task::spawn_blocking(move || {
        let outcome = job::run(&service.tools, &job);
        drop(turn);
        outcome
    });
    match done.await {
        Ok(Ok(report)) => Ok(report),
        Ok(Err(Fault::File(reason))) => Ok(Report::Failed { reason }),
        Ok(Err(Fault::Later(why))) => Err(Refusal(StatusCode::SERVICE_UNAVAILABLE, why)),
        Err(_) => Err(busy("the job was lost")),
    }
}

/// Says so in the log if it is dropped where nobody stayed: the client left while it waited.
struct Left(bool);

impl Left {
    fn stayed(mut self) {
        self.0 = false;
    }
}

impl Drop for Left {
    fn drop(&mut self) {
        if self.0 {
            log::say("left: a client went away before its turn");
        }
    }
}

fn answer(report: &Report) -> Response {
    match serde_json::to_string(report) {
        Ok(json) => ([(CONTENT_TYPE, "application/json")], json).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
