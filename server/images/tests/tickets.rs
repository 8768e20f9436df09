//! Which tickets are accepted. One that is not causes no request to storage.

use crate::support::{Picture, World, program::KEY, world::signed, writers::jpeg};
use domain::{
    seal::Key,
    ticket::{Ticket, sign},
};
use images::limits::MAX_TICKET_BYTES;

fn ticket(world: &World) -> Ticket {
    world.ticket(&jpeg(&Picture::corners(90, 60)))
}

#[track_caller]
fn assert_untouched(world: &World) {
    assert_eq!(world.storage.requests(), [""; 0]);
}

#[test]
fn a_wrong_old_or_missing_signature_is_refused() {
    let world = World::new();
    let body = serde_json::to_vec(&ticket(&world)).unwrap();
    let (key, now) = (Key::new(KEY).unwrap(), images::clock::now());
    let other_key = Key::new(&"x".repeat(32)).unwrap();
    let signatures = [
        None,
        Some(String::new()),
        Some("t=1,v1=00".into()),
        Some(sign(&other_key, now, &body)),
        Some(sign(&key, now, b"another body")),
        Some(sign(&key, now.plus_seconds(-400), &body)),
        Some(sign(&key, now.plus_seconds(400), &body)),
    ];
    for signature in signatures {
        assert_eq!(world.post(&body, signature.as_deref()).status, 401, "{signature:?}");
    }
    // even what is no ticket is not looked at
    assert_eq!(world.post(b"{", None).status, 401);
    assert_untouched(&world);
    assert_eq!(world.post(&body, Some(&sign(&key, now, &body))).status, 200);
}

#[test]
fn what_is_no_ticket_is_refused() {
    let world = World::new();
    let (key, now) = (Key::new(KEY).unwrap(), images::clock::now());
    for body in [&b""[..], b"{}", b"[1", b"\xff\xff"] {
        assert_eq!(world.post(body, Some(&sign(&key, now, body))).status, 400);
    }
    let large = vec![b' '; MAX_TICKET_BYTES + 1];
    assert_eq!(world.post(&large, Some(&sign(&key, now, &large))).status, 413);
    let (mut empty, mut unknown) = (ticket(&world), ticket(&world));
    empty.renditions.clear();
    unknown.renditions[0].slot = "w641".into();
    for ticket in [empty, unknown] {
        assert_eq!(world.send(&ticket).status, 400);
    }
    assert_untouched(&world);
}

#[test]
fn a_foreign_origin_is_refused() {
    let world = World::new();
    let origin = world.storage.origin.clone();
    let (_, port) = origin.rsplit_once(':').unwrap();
    for url in [
        "http://169.254.169.254/latest/meta-data".to_owned(),
        format!("http://localhost:{port}/originals/x"),
        format!("https://127.0.0.1:{port}/originals/x"),
        format!("{origin}@elsewhere.example/x"),
        format!("{origin}0/x"),
        "file:///etc/passwd".to_owned(),
        "/originals/x".to_owned(),
        String::new(),
    ] {
        let mut foreign = ticket(&world);
        foreign.original.url.clone_from(&url);
        assert_eq!(world.send(&foreign).status, 403, "{url}");
        let mut foreign = ticket(&world);
        foreign.renditions[4].url.clone_from(&url);
        assert_eq!(world.send(&foreign).status, 403, "{url}");
    }
    assert_untouched(&world);
}

#[test]
fn the_same_ticket_twice_gives_the_same_files_and_nothing_else() {
    let world = World::new();
    let (body, signature) = signed(&world.ticket(&jpeg(&Picture::corners(700, 400))));
    let first = world.post(&body, Some(&signature));
    assert_eq!(first.status, 200);
    let (stored, mut requests) = (world.storage.stored(), world.storage.requests());
    let second = world.post(&body, Some(&signature));
    assert_eq!((second.status, second.body), (first.status, first.body));
    assert_eq!(world.storage.stored(), stored);
    let mut repeated = world.storage.requests().split_off(requests.len());
    // files are stored in any order
    requests.sort();
    repeated.sort();
    assert_eq!(repeated, requests);
}

#[test]
fn while_keys_are_exchanged_both_are_accepted() {
    let new_key = "n".repeat(32);
    let world = World::with(&[("TICKET_KEY", &new_key), ("TICKET_KEY_PREVIOUS", KEY)]);
    let (body, now) = (serde_json::to_vec(&ticket(&world)).unwrap(), images::clock::now());
    let status = |key: &str, now| {
        let signature = sign(&Key::new(key).unwrap(), now, &body);
        world.post(&body, Some(&signature)).status
    };
    assert_eq!((status(&new_key, now), status(KEY, now)), (200, 200));
    assert_eq!(status(&"x".repeat(32), now), 401);
    // the time counts for both
    let old = now.plus_seconds(-400);
    assert_eq!((status(&new_key, old), status(KEY, old)), (401, 401));
    let metrics = crate::support::world::get(&world.program.origin, "/metrics", &[]).body;
    assert!(metrics.contains("\nimages_previous_key_total 1\n"), "{metrics}");
}
