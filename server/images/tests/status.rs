//! What the service says about itself: health, metrics, and its log.

use crate::support::{
    Picture, World,
    prometheus::parse,
    world::{get, signed},
    writers::jpeg,
};
use std::collections::BTreeMap;

fn metrics(world: &World) -> BTreeMap<String, f64> {
    let answer = get(&world.program.origin, "/metrics", &[]);
    assert_eq!(answer.status, 200);
    parse(&answer.body)
}

/// A photo that gets done, one that is damaged, one that is not there, and a ticket with a wrong signature.
fn four_tickets(world: &World) -> u64 {
    let good = jpeg(&Picture::corners(700, 400));
    let damaged = vec![0; 1000];
    assert_eq!(world.process(&good).status, 200);
    assert_eq!(world.process(&damaged).status, 200);
    let missing = world.ticket(&good);
    world.storage.shelf.originals.lock().unwrap().clear();
    assert_eq!(world.send(&missing).status, 503);
    let (body, _) = signed(&missing);
    assert_eq!(world.post(&body, Some("t=1,v1=00")).status, 401);
    (good.len() + damaged.len()) as u64
}

#[test]
fn an_idle_service_says_that_it_is_ready() {
    let world = World::with(&[("IMAGES_MEMORY_MB", "64")]);
    let (status, health) = world.health();
    assert_eq!((status, &health["state"]), (200, &"ready".into()));
    assert_eq!((&health["working"], &health["waiting"]), (&0.into(), &0.into()));
    assert_eq!(
        health["memory"],
        serde_json::json!({ "reserved": 0, "total": 64 << 20 })
    );
}

#[test]
fn metrics_count_what_was_done() {
    let world = World::with(&[("IMAGES_MEMORY_MB", "256")]);
    let before = metrics(&world);
    assert!(!before.keys().any(|name| name.starts_with("images_jobs_total")));
    let fetched = four_tickets(&world);
    let stored: usize = world.storage.stored().values().map(|file| file.bytes.len()).sum();
    let after = metrics(&world);
    for (name, value) in [
        ("images_jobs_total{result=\"done\"}", 1.0),
        ("images_jobs_total{result=\"failed\",reason=\"wrong_type\"}", 1.0),
        ("images_jobs_total{result=\"later\"}", 1.0),
        ("images_jobs_total{result=\"refused\",reason=\"signature\"}", 1.0),
        ("images_stage_seconds_count{stage=\"wait\"}", 3.0),
        ("images_stage_seconds_count{stage=\"fetch\"}", 3.0),
        ("images_fetched_bytes_total", fetched as f64),
        ("images_stored_bytes_total", stored as f64),
        ("images_previous_key_total", 0.0),
        ("images_jobs_working", 0.0),
        ("images_jobs_waiting", 0.0),
        ("images_draining", 0.0),
        ("images_memory_reserved_bytes", 0.0),
        ("images_memory_total_bytes", f64::from(256 << 20)),
    ] {
        assert_eq!(after.get(name), Some(&value), "{name}");
    }
    let sandbox = world.program.await_line(|line| line.starts_with("images: sandbox "));
    let filtered = f64::from(u8::from(sandbox.contains("seccomp=on")));
    assert_eq!(after["images_sandbox_seccomp"], filtered, "{sandbox}");
    let landlock = after["images_sandbox_landlock"];
    assert_eq!(landlock == 0.0, sandbox.contains("landlock=none"), "{sandbox}");
    assert!(after["process_resident_memory_bytes"] > 1e6);
    assert!(after["images_stage_seconds_sum{stage=\"fetch\"}"] >= 0.0);
}

#[test]
fn metrics_are_for_this_machine_only() {
    let world = World::new();
    for name in ["cf-ray", "cf-connecting-ip", "x-forwarded-for", "forwarded"] {
        let answer = get(&world.program.origin, "/metrics", &[(name, "192.0.2.1")]);
        assert_eq!((answer.status, answer.body.as_str()), (404, ""), "{name}");
    }
    // what the tunnel does forward is answered
    assert_eq!(get(&world.program.origin, "/healthz", &[("cf-ray", "x")]).status, 200);
}

#[test]
fn the_log_has_a_line_for_each_ticket_and_no_signature() {
    let world = World::new();
    four_tickets(&world);
    world.program.await_line(|line| line.starts_with("refused "));
    let log = world.program.log();
    let starts = |start: &str| log.iter().filter(|line| line.starts_with(start)).count();
    let job = "job photo=00112233445566778899aabbccddeeff attempt=3 result=";
    assert_eq!(starts(&format!("{job}done bytes=")), 1, "{log:#?}");
    assert_eq!(
        starts(&format!("{job}failed why=\"wrong_type\" bytes=1000 ms=")),
        1,
        "{log:#?}"
    );
    assert_eq!(
        starts(&format!("{job}later why=\"the original: storage answered 404\" ")),
        1
    );
    assert_eq!(starts("refused status=401 code=signature why=\"the signature "), 1);
    // and what it says of itself
    assert_eq!(starts("images: sandbox "), 1);
    assert_eq!(log.len(), 5, "{log:#?}");
    for secret in ["http:", "secret", "Signature", "v1="] {
        assert!(!log.iter().any(|line| line.contains(secret)), "{secret}: {log:#?}");
    }
}

#[test]
fn a_variable_that_means_nothing_is_named() {
    let world = World::with(&[("IMAGES_QUEU", "1"), ("IMAGES_QUEUE", "1")]);
    let line = world.program.await_line(|line| line.contains("means nothing"));
    assert!(line.contains("IMAGES_QUEU is set"), "{line}");
    let log = world.program.log();
    assert_eq!(
        log.iter().filter(|line| line.contains("means nothing")).count(),
        1,
        "{log:#?}"
    );
}
