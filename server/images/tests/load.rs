//! More work than there is room for, clients that go away, and the end.

use crate::support::{Picture, World, answers::Answer, program::KEY, world::post, writers::jpeg};
use domain::{
    seal::Key,
    ticket::{SIGNATURE_HEADER, sign},
};
use images::clock::Stopwatch;
use std::{
    io::Write,
    net::TcpStream,
    thread::{self, JoinHandle},
    time::Duration,
};

/// One job at once, and so many in line; storage holds every original back.
fn busy_world(queue: &str) -> World {
    let world = World::with(&[("IMAGES_JOBS", "1"), ("IMAGES_QUEUE", queue)]);
    world.storage.close();
    world
}

fn body(world: &World) -> (Vec<u8>, String) {
    let body = serde_json::to_vec(&world.ticket(&jpeg(&Picture::corners(90, 60)))).unwrap();
    let signature = sign(&Key::new(KEY).unwrap(), images::clock::now(), &body);
    (body, signature)
}

fn send_aside(world: &World) -> JoinHandle<Answer> {
    let ((body, signature), origin) = (body(world), world.program.origin.clone());
    thread::spawn(move || post(&origin, &body, Some(&signature)))
}

fn health(world: &World) -> serde_json::Value {
    let text = ureq::get(format!("{}/healthz", world.program.origin))
        .call()
        .unwrap()
        .body_mut()
        .read_to_string();
    serde_json::from_str(&text.unwrap()).unwrap()
}

/// Waits until so many work and wait.
#[track_caller]
fn await_load(world: &World, working: u64, waiting: u64) {
    let pause = Duration::from_millis(10);
    for _ in 0..500 {
        let health = health(world);
        if health["working"] == working && health["waiting"] == waiting {
            return;
        }
        thread::sleep(pause);
    }
    panic!(
        "expected {working} at work and {waiting} waiting, found {}",
        health(world)
    );
}

#[test]
fn an_idle_service_says_that_it_is_ready() {
    assert_eq!(
        health(&World::new()),
        serde_json::json!({ "ready": true, "working": 0, "waiting": 0 })
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
    let third = send_aside(&world).join().unwrap();
    assert!(watch.millis() < 1000);
    assert_eq!((third.status, third.retry_after.as_deref()), (503, Some("5")));
    assert_eq!(health(&world)["ready"], false);
    world.storage.open();
    assert_eq!(
        (first.join().unwrap().status, second.join().unwrap().status),
        (200, 200)
    );
    await_load(&world, 0, 0);
}

#[test]
fn a_client_that_goes_away_while_waiting_frees_its_place() {
    let world = busy_world("1");
    let first = send_aside(&world);
    await_load(&world, 1, 0);
    let (body, signature) = body(&world);
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
    assert_eq!(
        (first.join().unwrap().status, second.join().unwrap().status),
        (200, 200)
    );
}

#[test]
fn a_job_that_takes_too_long_is_given_back() {
    let world = World::with(&[("IMAGES_JOBS", "1"), ("IMAGES_JOB_SECONDS", "1")]);
    world.storage.close();
    let (first, second) = (send_aside(&world), send_aside(&world));
    assert_eq!(
        (first.join().unwrap().status, second.join().unwrap().status),
        (503, 503)
    );
    await_load(&world, 0, 0);
    world.storage.open();
    assert_eq!(send_aside(&world).join().unwrap().status, 200);
}

#[test]
fn the_signal_to_stop_lets_held_jobs_finish() {
    for signal in ["TERM", "INT"] {
        let mut world = busy_world("1");
        let (first, second) = (send_aside(&world), send_aside(&world));
        await_load(&world, 1, 1);
        world.program.signal(signal);
        // nothing new is taken
        let address = world.program.origin.strip_prefix("http://").unwrap().to_owned();
        while TcpStream::connect(&address).is_ok() {
            thread::sleep(Duration::from_millis(10));
        }
        assert!(
            world.program.wait(Duration::from_millis(100)).is_none(),
            "it waits for its jobs"
        );
        world.storage.open();
        assert_eq!(
            (first.join().unwrap().status, second.join().unwrap().status),
            (200, 200)
        );
        assert_eq!(
            world
                .program
                .wait(Duration::from_secs(5))
                .and_then(|status| status.code()),
            Some(0)
        );
    }
}
