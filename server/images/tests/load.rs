//! More work than there is room for, and clients that go away.

use crate::support::{Picture, World, answers::Answer, world::signed, writers::jpeg};
use domain::ticket::{SIGNATURE_HEADER, Ticket};
use images::clock::Stopwatch;
use std::{
    io::Write,
    net::TcpStream,
    thread::{self, JoinHandle},
    time::Duration,
};

/// One job at once, and so many in line; storage holds every original back.
pub(crate) fn busy_world(queue: &str) -> World {
    let world = World::with(&[("IMAGES_JOBS", "1"), ("IMAGES_QUEUE", queue)]);
    world.storage.close();
    world
}

fn ticket(world: &World) -> Ticket {
    world.ticket(&jpeg(&Picture::corners(90, 60)))
}

pub(crate) fn send_aside(world: &World) -> JoinHandle<Result<Answer, ureq::Error>> {
    world.send_aside(&ticket(world))
}

/// The status of an answer that was sent for aside.
#[track_caller]
pub(crate) fn status(answer: JoinHandle<Result<Answer, ureq::Error>>) -> u16 {
    answer.join().unwrap().unwrap().status
}

/// Waits until so many work and wait.
#[track_caller]
pub(crate) fn await_load(world: &World, working: u64, waiting: u64) {
    let pause = Duration::from_millis(10);
    for _ in 0..500 {
        let (_, health) = world.health();
        if health["working"] == working && health["waiting"] == waiting {
            return;
        }
        thread::sleep(pause);
    }
    panic!(
        "expected {working} at work and {waiting} waiting, found {:?}",
        world.health()
    );
}

#[test]
fn beyond_the_queue_the_answer_is_no_at_once() {
    let world = busy_world("1");
    let first = send_aside(&world);
    await_load(&world, 1, 0);
    let second = send_aside(&world);
    await_load(&world, 1, 1);
    let watch = Stopwatch::start();
    let third = world.send(&ticket(&world));
    assert!(watch.millis() < 1000);
    assert_eq!((third.status, third.retry_after.as_deref()), (503, Some("5")));
    world
        .program
        .await_line(|line| line.starts_with("refused status=503 code=busy "));
    let (status_while_busy, health) = world.health();
    assert_eq!((status_while_busy, &health["state"]), (200, &"busy".into()));
    world.storage.open();
    assert_eq!((status(first), status(second)), (200, 200));
    await_load(&world, 0, 0);
}

#[test]
fn a_client_that_goes_away_while_waiting_frees_its_place() {
    let world = busy_world("1");
    let first = send_aside(&world);
    await_load(&world, 1, 0);
    let (body, signature) = signed(&ticket(&world));
    let mut client = TcpStream::connect(world.program.origin.strip_prefix("http://").unwrap()).unwrap();
    let length = body.len();
    let head = format!(
        "POST /v1/process HTTP/1.1\r\nhost: x\r\n{SIGNATURE_HEADER}: {signature}\r\ncontent-length: {length}\r\n\r\n"
    );
    client.write_all(&[head.as_bytes(), &body].concat()).unwrap();
    await_load(&world, 1, 1);
    drop(client);
    await_load(&world, 1, 0);
    let second = send_aside(&world);
    await_load(&world, 1, 1);
    world.storage.open();
    assert_eq!((status(first), status(second)), (200, 200));
}

#[test]
fn a_job_that_takes_too_long_is_given_back() {
    let world = World::with(&[("IMAGES_JOBS", "1"), ("IMAGES_JOB_SECONDS", "1")]);
    world.storage.close();
    let (first, second) = (send_aside(&world), send_aside(&world));
    assert_eq!((status(first), status(second)), (503, 503));
    await_load(&world, 0, 0);
    world.storage.open();
    assert_eq!(status(send_aside(&world)), 200);
}
