//! What the service says about itself: `/healthz` to whoever reaches it, `/metrics` to this machine only.

use crate::{
    machine,
    metrics::{self, Page},
    service::Service,
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// Headers that a request has if it came from elsewhere: Cloudflare and any proxy add one of them. A client on this machine
/// has no reason to.
const FORWARDED: [&str; 4] = ["cf-ray", "cf-connecting-ip", "x-forwarded-for", "forwarded"];

/// `/healthz`: one of three states, and numbers.
///
/// `ready` and `busy` are 200: a busy machine is well, each ticket that it has no room for is answered 503 with
/// `Retry-After`, and whoever took it out of service for being busy would send its load to the other. `draining` is 503: it
/// is about to stop, and a load balancer, a script that updates it, or a person looking should see that at once.
pub async fn health(State(service): State<Arc<Service>>) -> Response {
    let (load, memory) = (service.admission.load(), &service.tools.memory);
    let (state, status) = match (service.admission.is_draining(), load.room) {
        (true, _) => ("draining", StatusCode::SERVICE_UNAVAILABLE),
        (false, true) => ("ready", StatusCode::OK),
        (false, false) => ("busy", StatusCode::OK),
    };
    let health = serde_json::json!({
        "state": state,
        "working": load.working,
        "waiting": load.waiting,
        "memory": { "reserved": memory.reserved(), "total": memory.total() },
    });
    (status, [(CONTENT_TYPE, "application/json")], health.to_string()).into_response()
}

/// `/metrics`, in Prometheus' text format. 404 for requests that were forwarded: the tunnel has no rule for it either.
pub async fn metrics(State(service): State<Arc<Service>>, headers: HeaderMap) -> Response {
    if FORWARDED.iter().any(|name| headers.contains_key(*name)) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut page = Page::default();
    service.metrics.write(&mut page);
    now(&service, &mut page);
    ([(CONTENT_TYPE, metrics::CONTENT_TYPE)], page.text()).into_response()
}

/// What is not counted but looked at.
fn now(service: &Service, page: &mut Page) {
    let (load, tools) = (service.admission.load(), &service.tools);
    let mut counter = |name, help, value| page.number(name, "counter", help, value);
    let storage = &tools.storage;
    counter(
        "images_fetched_bytes_total",
        "Bytes of originals fetched from storage.",
        storage.fetched(),
    );
    counter(
        "images_stored_bytes_total",
        "Bytes of files put into storage.",
        storage.stored(),
    );
    let mut gauge = |name, help, value| page.number(name, "gauge", help, value);
    gauge("images_jobs_working", "Jobs at work.", load.working as u64);
    gauge("images_jobs_waiting", "Jobs in line.", load.waiting as u64);
    gauge(
        "images_draining",
        "1 once the service was told to stop.",
        service.admission.is_draining().into(),
    );
    let protections = service.protections.unwrap_or_default();
    let help = "Version of Landlock that holds the processes which work on photos; 0 if none does.";
    gauge(
        "images_sandbox_landlock",
        help,
        protections.landlock.unwrap_or(0).into(),
    );
    let help = "1 if the system calls of these processes are filtered.";
    gauge("images_sandbox_seccomp", help, protections.seccomp.into());
    let help = "Memory that jobs have set aside for pixels.";
    gauge("images_memory_reserved_bytes", help, tools.memory.reserved());
    let help = "Memory that jobs may set aside for pixels (IMAGES_MEMORY_MB).";
    gauge("images_memory_total_bytes", help, tools.memory.total());
    if let Some(resident) = machine::resident() {
        let help = "Memory that this process holds, without the processes that work on photos.";
        gauge("process_resident_memory_bytes", help, resident);
    }
}
