//! Storage that does not hold what the ticket says, or does not keep what it is given. Each may be right at the next try.

use crate::support::{Picture, World, answers::Answer, writers::jpeg};
use domain::{limits::MAX_FILE_BYTES, reason::Reason, ticket::Ticket};

fn ticket(world: &World) -> Ticket {
    world.ticket(&jpeg(&Picture::corners(700, 400)))
}

/// Another try may succeed, the reason is given, and no URL with its signature.
#[track_caller]
fn assert_later(world: &World, answer: &Answer, reason: &str) {
    assert_eq!(answer.status, 503);
    assert!(answer.retry_after.is_some());
    assert!(answer.body.contains(reason), "{}", answer.body);
    let log = world.program.log().join("\n");
    for text in [&answer.body, &log] {
        assert!(!text.contains("secret") && !text.contains("http:"), "{text}");
    }
}

#[test]
fn another_file_than_announced_is_not_worked_on() {
    let world = World::new();
    let mut other_hash = ticket(&world);
    other_hash.original.sha256 = "00".repeat(32);
    assert_later(&world, &world.send(&other_hash), "SHA-256");
    other_hash.original.sha256 = "no hash".to_owned();
    assert_later(&world, &world.send(&other_hash), "SHA-256");
    for change in [-1, 1, -1000, 1000] {
        let mut other_length = ticket(&world);
        other_length.original.bytes = other_length.original.bytes.strict_add_signed(change);
        assert_later(&world, &world.send(&other_length), "another length");
    }
    assert!(world.storage.stored().is_empty());
}

#[test]
fn a_file_over_the_limit_is_not_fetched() {
    let world = World::new();
    let mut large = ticket(&world);
    large.original.bytes = MAX_FILE_BYTES + 1;
    assert_eq!(world.send(&large).failure(), Reason::TooLarge);
    assert!(world.storage.requests().is_empty());
}

#[test]
fn a_redirect_is_not_followed() {
    let world = World::new();
    let elsewhere = crate::support::storage::Storage::start();
    *world.storage.shelf.redirect.lock().unwrap() = Some(format!("{}/originals/x", elsewhere.origin));
    assert_later(&world, &world.send(&ticket(&world)), "storage answered 307");
    assert!(elsewhere.requests().is_empty());
    assert_eq!(world.storage.requests().len(), 1);
}

#[test]
fn an_original_that_is_not_there_may_be_there_later() {
    let world = World::new();
    let missing = ticket(&world);
    world.storage.shelf.originals.lock().unwrap().clear();
    assert_later(&world, &world.send(&missing), "storage answered 404");
}

#[test]
fn a_rendition_that_is_refused_means_not_done() {
    let world = World::new();
    *world.storage.shelf.refused.lock().unwrap() = vec!["w640".to_owned()];
    assert_later(&world, &world.send(&ticket(&world)), "w640: storage answered 403");
    world.storage.shelf.refused.lock().unwrap().clear();
    assert_eq!(world.send(&ticket(&world)).status, 200);
}

#[test]
fn storage_that_is_down_means_later() {
    // a port that nobody listens on any more
    let gone = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let world = World::against(&format!("http://{gone}"), &[]);
    assert_later(&world, &world.send(&ticket(&world)), "the original");
}
