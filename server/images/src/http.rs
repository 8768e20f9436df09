//! What the service answers. A ticket's signature is checked before anything in it is looked at.

use crate::{
    clock::{Deadline, Stopwatch, now},
    fault::Fault,
    job::{self, Job},
    limits::{MAX_TICKET_BYTES, TICKET_TIMEOUT},
    log,
    refusal::Refusal,
    service::Service,
    status,
};
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::State,
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use domain::{
    rendition::Slot,
    ticket::{RenditionTarget, Report, SIGNATURE_HEADER, SignatureError, Ticket, verify},
};
use std::{borrow::Cow, sync::Arc};
use tokio::time::timeout;

/// The routes.
pub fn router(service: Arc<Service>) -> Router {
    Router::new()
        .route("/v1/process", post(process))
        .route("/healthz", get(status::health))
        .route("/metrics", get(status::metrics))
        .with_state(service)
}

async fn process(State(service): State<Arc<Service>>, headers: HeaderMap, body: Body) -> Response {
    let answered = async {
        let body = receive(body).await?;
        let ticket = accept(&service, &headers, &body)?;
        work(&service, ticket).await
    };
    match answered.await {
        Ok(Ok(report)) => answer(&report),
        // the job's own line in the log says it already
        Ok(Err(why)) => Refusal::later("later", why).into_response(),
        Err(refusal) => {
            log::refused(refusal.status.as_u16(), refusal.code, &refusal.why);
            service.metrics.refused(refusal.code);
            refusal.into_response()
        }
    }
}

async fn receive(body: Body) -> Result<Bytes, Refusal> {
    let refuse = Refusal::ticket;
    match timeout(TICKET_TIMEOUT, to_bytes(body, MAX_TICKET_BYTES)).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(_)) => Err(refuse(StatusCode::PAYLOAD_TOO_LARGE, "size", "the ticket is too large")),
        Err(_) => Err(refuse(
            StatusCode::REQUEST_TIMEOUT,
            "slow",
            "the ticket took too long to arrive",
        )),
    }
}

fn accept(service: &Service, headers: &HeaderMap, body: &[u8]) -> Result<Ticket, Refusal> {
    let signature = headers.get(SIGNATURE_HEADER).and_then(|value| value.to_str().ok());
    check_signature(service, signature.unwrap_or_default(), body)
        .map_err(|error| Refusal::ticket(StatusCode::UNAUTHORIZED, "signature", error.to_string()))?;
    let malformed = |why: &'static str| Refusal::ticket(StatusCode::BAD_REQUEST, "malformed", why);
    let ticket: Ticket = serde_json::from_slice(body).map_err(|_| malformed("this is not a ticket"))?;
    let unknown = |target: &&RenditionTarget| Slot::named(&target.slot).is_none();
    if ticket.renditions.is_empty() || ticket.renditions.iter().any(|target| unknown(&target)) {
        return Err(malformed(
            "the ticket asks for no rendition, or for one that is not known here",
        ));
    }
    let allowed = |url: &str| service.origins.allow(url);
    if ticket.urls().all(allowed) {
        Ok(ticket)
    } else {
        Err(Refusal::ticket(
            StatusCode::FORBIDDEN,
            "origin",
            "a URL of the ticket is outside IMAGES_ORIGINS",
        ))
    }
}

/// With the key, or else with the one that it replaces. What is said of a wrong signature is what the key says.
fn check_signature(service: &Service, signature: &str, body: &[u8]) -> Result<(), SignatureError> {
    let now = now();
    let checked = verify(&service.key, now, signature, body);
    let by_previous = |key| verify(key, now, signature, body).is_ok();
    if checked.is_err() && service.previous_key.as_ref().is_some_and(by_previous) {
        service.metrics.previous_key();
        return Ok(());
    }
    checked
}

/// Waits for a turn and works: the report, or why it is to be tried later. A client that goes away drops this future: while
/// it waits, its place is free at once; once at work, the job is finished.
async fn work(service: &Arc<Service>, ticket: Ticket) -> Result<Result<Report, Cow<'static, str>>, Refusal> {
    let (waiting, deadline) = (Stopwatch::start(), Deadline::after(service.job_time));
    let Some(place) = service.admission.enter() else {
        return Err(if service.admission.is_draining() {
            Refusal::later("draining", "draining: this machine's service is about to stop")
        } else {
            Refusal::later("busy", "busy: as many jobs are waiting as may wait")
        });
    };
    let left = Left(true);
    let turn = timeout(deadline.left(), place.turn()).await.ok().flatten();
    left.stayed();
    let turn = turn.ok_or_else(|| Refusal::later("turn", "busy: the turn did not come in time"))?;
    let job = Job {
        ticket,
        deadline,
        waited: waiting.millis(),
    };
    let service = Arc::clone(service);
    let done = tokio::task::spawn_blocking(move || {
        let outcome = job::run(&service.tools, &service.metrics, &job);
        drop(turn);
        outcome
    });
    match done.await {
        Ok(Ok(report)) => Ok(Ok(report)),
        Ok(Err(Fault::File(reason))) => Ok(Ok(Report::Failed { reason })),
        Ok(Err(Fault::Later(why))) => Ok(Err(why)),
        Err(_) => Err(Refusal::later("lost", "the job was lost")),
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
