//! Storage that never comes to an end: each limit ends the wait for it, and the job may be tried later.

use crate::support::{Picture, World, raw, writers::jpeg};
use images::{
    clock::Deadline,
    fault::Fault,
    origins::Origins,
    storage::{Patience, Storage},
};
use std::{io::Write, net::TcpStream, sync::mpsc::sync_channel, thread, time::Duration};

const MUCH: Duration = Duration::from_secs(600);

/// Sends a job to a service that has little time, and storage that answers like this.
#[track_caller]
fn assert_later(seconds: &str, answer: impl Fn(&raw::Head, &mut TcpStream) + Send + Sync + 'static) -> String {
    let origin = raw::start(answer);
    let world = World::against(&origin, &[("IMAGES_JOB_SECONDS", seconds)]);
    let answer = world.process(&jpeg(&Picture::corners(90, 60)));
    assert_eq!((answer.status, answer.retry_after.as_deref()), (503, Some("5")));
    world.program.await_line(|line| line.contains(" result=later "));
    answer.body
}

/// Writes until the other side has had enough; how much that was.
fn flood(stream: &mut TcpStream, piece: &[u8], pause: Duration) -> usize {
    let mut sent = 0;
    while stream.write_all(piece).is_ok() {
        sent += piece.len();
        thread::sleep(pause);
    }
    sent
}

#[test]
fn one_that_trickles_is_left_when_the_jobs_time_is_over() {
    let (left, leaves) = sync_channel(1);
    let body = assert_later("1", move |_, stream| {
        let length = jpeg(&Picture::corners(90, 60)).len();
        let _ = write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
        let _ = left.send(flood(stream, b"x", Duration::from_millis(50)));
    });
    assert!(body.starts_with("the original: "), "{body}");
    // none of it was waited for to the end
    assert!(leaves.recv().unwrap() < jpeg(&Picture::corners(90, 60)).len());
}

#[test]
fn one_that_sends_more_than_announced_is_not_listened_to() {
    for kind in ["connection: close\r\n", "transfer-encoding: chunked\r\n"] {
        let (left, leaves) = sync_channel(1);
        let body = assert_later("100", move |_, stream| {
            let _ = write!(stream, "HTTP/1.1 200 OK\r\n{kind}\r\n");
            let chunk = [b"10000\r\n", &[7; 0x10000][..], b"\r\n"].concat();
            let _ = left.send(flood(stream, &chunk, Duration::ZERO));
        });
        assert!(body.contains("another length"), "{body}");
        // what fits into the buffers on the way
        let sent = leaves.recv().unwrap();
        assert!(sent < 64 << 20, "{sent} bytes");
    }
}

#[test]
fn one_that_never_answers_is_left_when_the_jobs_time_is_over() {
    let body = assert_later("1", |_, _| thread::sleep(MUCH));
    assert!(body.starts_with("the original: "), "{body}");
}

#[test]
fn one_that_never_says_that_it_has_a_rendition_does_not_have_it() {
    assert_later("4", |head, stream| {
        if head.is_get() {
            raw::send(stream, &jpeg(&Picture::corners(90, 60)));
        } else {
            thread::sleep(MUCH);
        }
    });
}

#[test]
fn silence_is_not_listened_to_for_a_whole_job() {
    let silent: [fn(&raw::Head, &mut TcpStream); 2] = [
        |_, _| thread::sleep(MUCH),
        |_, stream| {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nno more than this");
            thread::sleep(MUCH);
        },
    ];
    for answer in silent {
        let origin = raw::start(answer);
        let patience = Patience {
            connect: Duration::from_millis(300),
            silence: Duration::from_millis(300),
        };
        let storage = Storage::new(Origins::parse(&origin).unwrap(), patience);
        let deadline = Deadline::after(MUCH);
        let got = storage.get("the original", &format!("{origin}/originals/x?secret"), 100, deadline);
        let Err(Fault::Later(why)) = got else {
            panic!("{got:?}");
        };
        assert!(why.contains("time") && !why.contains("secret"), "{why}");
        assert!(!deadline.has_passed());
    }
}

/// `127.1` is a name to the list of origins, and this machine to the system.
#[test]
fn a_name_that_leads_to_this_machine_is_not_followed() {
    let storage = crate::support::storage::Storage::start();
    let origin = storage.origin.replace("127.0.0.1", "127.1");
    let mut world = World::against(&origin, &[]);
    let ticket = world.ticket(&jpeg(&Picture::corners(90, 60)));
    world.storage = storage;
    let answer = world.send(&ticket);
    assert_eq!(answer.status, 503);
    let reason = "the original: 127.1 leads to 127.0.0.1, which is not public";
    assert!(answer.body.contains(reason), "{}", answer.body);
    world.program.await_line(|line| line.contains(reason));
    assert!(world.storage.requests().is_empty());
}
