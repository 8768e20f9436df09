//! How the service ends: told to stop, it finishes what it holds; killed, it leaves nothing half done.

use crate::{
    load::{await_load, busy_world, send_aside, status},
    support::{
        Picture, World,
        raw::{self, Head},
        writers::jpeg,
    },
};
use domain::{
    rendition::USUAL,
    ticket::{Report, Ticket},
};
use std::{
    collections::BTreeMap,
    io::Read,
    net::TcpStream,
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    time::Duration,
};

#[test]
fn told_to_stop_it_finishes_what_it_holds_and_refuses_the_rest() {
    for signal in ["TERM", "INT"] {
        let mut world = busy_world("2");
        let (first, second) = (send_aside(&world), send_aside(&world));
        await_load(&world, 1, 1);
        world.program.signal(signal);
        while world.health().1["state"] != "draining" {
            std::thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(world.health().0, 503);
        // there would be room
        let refused = send_aside(&world).join().unwrap().unwrap();
        assert_eq!((refused.status, refused.retry_after.as_deref()), (503, Some("5")));
        assert!(refused.body.starts_with("draining: "), "{}", refused.body);
        world
            .program
            .await_line(|line| line.starts_with("refused status=503 code=draining "));
        assert!(
            world.program.wait(Duration::from_millis(100)).is_none(),
            "it waits for its jobs"
        );
        await_load(&world, 1, 1);
        world.storage.open();
        for answer in [first, second] {
            let report = answer.join().unwrap().unwrap().report();
            assert!(matches!(report, Report::Done(_)), "{report:?}");
        }
        let ended = world.program.wait(Duration::from_secs(10));
        assert_eq!(ended.and_then(|status| status.code()), Some(0));
    }
}

#[test]
fn idle_it_stops_at_once() {
    let mut world = World::new();
    assert_eq!(status(send_aside(&world)), 200);
    world.program.signal("TERM");
    let ended = world.program.wait(Duration::from_secs(10));
    assert_eq!(ended.and_then(|status| status.code()), Some(0));
}

/// Storage that keeps whole files only, as object stores do, and lets a test act in the middle of a request.
struct Keeper {
    original: Mutex<Vec<u8>>,
    kept: Mutex<BTreeMap<String, Vec<u8>>>,
    /// Of bodies that were not whole: received and announced.
    cut: Mutex<Vec<(usize, usize)>>,
    /// A request has come, and the start of its body.
    come: SyncSender<String>,
    /// It may go on.
    go_on: Mutex<Receiver<()>>,
}

impl Keeper {
    fn answer(&self, head: &Head, stream: &mut TcpStream) {
        let mut body = vec![0; head.length().min(1000)];
        let begun = stream.read_exact(&mut body).is_ok();
        if self.come.send(head.name()).is_ok() {
            let _ = self.go_on.lock().unwrap().recv();
        }
        if head.is_get() {
            return raw::send(stream, &self.original.lock().unwrap());
        }
        if begun {
            let missing = head.length() - body.len();
            let _ = stream.by_ref().take(missing as u64).read_to_end(&mut body);
        }
        if begun && body.len() == head.length() {
            self.kept.lock().unwrap().insert(head.name(), body);
            raw::send(stream, b"");
        } else {
            self.cut.lock().unwrap().push((body.len(), head.length()));
        }
    }

    #[track_caller]
    fn assert_whole(&self) {
        for (name, file) in &*self.kept.lock().unwrap() {
            let picture = Picture::decode(file);
            assert!(picture.width > 0, "{name}");
        }
    }
}

/// The storage, what tells of its requests, and what lets them go on.
fn keeper() -> (Arc<Keeper>, String, Receiver<String>, SyncSender<()>) {
    let ((come, comes), (go_on, goes_on)) = (sync_channel(0), sync_channel(100));
    let keeper = Arc::new(Keeper {
        original: Mutex::default(),
        kept: Mutex::default(),
        cut: Mutex::default(),
        come,
        go_on: Mutex::new(goes_on),
    });
    let served = Arc::clone(&keeper);
    let origin = raw::start(move |head, stream| served.answer(head, stream));
    (keeper, origin, comes, go_on)
}

fn world(keeper: &Keeper, origin: &str, photo: &[u8]) -> (World, Ticket) {
    let world = World::against(origin, &[]);
    photo.clone_into(&mut keeper.original.lock().unwrap());
    let ticket = world.ticket(photo);
    (world, ticket)
}

#[test]
fn killed_in_the_middle_of_a_file_it_leaves_none() {
    let (keeper, origin, comes, go_on) = keeper();
    // no system holds that much for a reader who does not read
    let noise = Picture::noise(2048, 5000);
    let (mut world, mut ticket) = world(&keeper, &origin, &jpeg(&noise));
    ticket.renditions.retain(|target| target.slot == "w2048");
    let answer = world.send_aside(&ticket);
    comes.recv().unwrap();
    go_on.send(()).unwrap();
    assert_eq!(comes.recv().unwrap(), "w2048");
    world.program.signal("KILL");
    assert!(world.program.wait(Duration::from_secs(10)).is_some());
    go_on.send(()).unwrap();
    assert!(answer.join().unwrap().is_err(), "nothing is reported");
    while keeper.cut.lock().unwrap().is_empty() && keeper.kept.lock().unwrap().is_empty() {
        std::thread::sleep(Duration::from_millis(10));
    }
    let (received, announced) = keeper.cut.lock().unwrap()[0];
    assert!(received < announced, "{received} of {announced} bytes");
    assert!(keeper.kept.lock().unwrap().is_empty());
}

#[test]
fn killed_at_any_request_it_reported_nothing_and_the_next_try_succeeds() {
    let photo = jpeg(&Picture::corners(2100, 1400));
    // the original, and each rendition
    for request in 1..=1 + USUAL.len() {
        let (keeper, origin, comes, go_on) = keeper();
        let (mut first, ticket) = world(&keeper, &origin, &photo);
        let answer = first.send_aside(&ticket);
        for _ in 1..request {
            comes.recv().unwrap();
            go_on.send(()).unwrap();
        }
        comes.recv().unwrap();
        first.program.signal("KILL");
        assert!(first.program.wait(Duration::from_secs(10)).is_some());
        assert!(answer.join().unwrap().is_err(), "nothing is reported");
        // from here on nobody looks, and nothing waits
        drop((comes, go_on));
        keeper.assert_whole();
        let (second, ticket) = world(&keeper, &origin, &photo);
        let report = second.send(&ticket).report();
        assert!(matches!(report, Report::Done(_)), "{report:?}");
        keeper.assert_whole();
        assert_eq!(keeper.kept.lock().unwrap().len(), USUAL.len());
    }
}
