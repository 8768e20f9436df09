//! Memory is bounded by what is set aside, whatever comes at once.

use crate::support::{
    World, huge,
    program::children,
    world::{post, signed},
};
use domain::{reason::Reason, ticket::Report};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

const MEGABYTE: u64 = 1024 * 1024;

/// What the service itself takes: its program and libraries, connections, and what several small files leave behind.
const BASE: u64 = 64 * MEGABYTE;

#[test]
fn ten_photos_of_a_hundred_megapixels_get_ten_answers() {
    let world = World::with(&[
        ("IMAGES_MEMORY_MB", "400"),
        ("IMAGES_JOBS", "4"),
        ("IMAGES_QUEUE", "3"),
        ("IMAGES_JOB_SECONDS", "300"),
    ]);
    let (plain, progressive) = (huge::jpeg(10_000, false, "0"), huge::jpeg(10_000, true, "0"));
    let photos = (0..10).map(|number| {
        let photo = if number % 2 == 0 { &plain } else { &progressive };
        // the comment is its third segment's content
        let mut photo = photo.clone();
        photo[6] = b'0' + number;
        photo
    });
    let tickets: Vec<_> = photos.map(|photo| world.ticket(&photo)).collect();
    let done = AtomicBool::new(false);
    let (reports, most) = thread::scope(|scope| {
        let watch = scope.spawn(|| most_memory(world.program.id(), &done));
        let jobs: Vec<_> = tickets
            .iter()
            .map(|ticket| scope.spawn(|| insist(&world.program.origin, ticket)))
            .collect();
        let reports: Vec<Report> = jobs.into_iter().map(|job| job.join().unwrap()).collect();
        done.store(true, Ordering::Relaxed);
        (reports, watch.join().unwrap())
    });
    assert!(most < 400 * MEGABYTE + BASE, "{} MB", most / MEGABYTE);
    // it was really worked on: decoded at a quarter of its size, all of them fit
    assert!(most > 30 * MEGABYTE, "{} MB", most / MEGABYTE);
    for report in &reports {
        assert!(matches!(report, Report::Done(_)), "{report:?}");
    }
}

/// Sends a ticket until the answer is final, as the Worker does.
fn insist(origin: &str, ticket: &domain::ticket::Ticket) -> Report {
    loop {
        let (body, signature) = signed(ticket);
        let answer = post(origin, &body, Some(&signature));
        if answer.status != 503 {
            return answer.report();
        }
        assert!(answer.retry_after.is_some());
        thread::sleep(Duration::from_millis(500));
    }
}

/// The most memory that a program and its children have together until then, looked at every few milliseconds.
fn most_memory(id: u32, done: &AtomicBool) -> u64 {
    let mut most = 0;
    while !done.load(Ordering::Relaxed) {
        let all: u64 = children(id).into_iter().chain([id]).map(resident).sum();
        most = most.max(all);
        thread::sleep(Duration::from_millis(5));
    }
    most
}

/// The memory that a process has now, in bytes; none, if it has ended.
fn resident(id: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}

#[test]
fn a_photo_that_needs_more_than_there_is_is_refused_at_once() {
    let world = World::with(&[("IMAGES_MEMORY_MB", "64")]);
    let reason = world.process(&huge::jpeg(10_000, true, "0")).failure();
    assert_eq!(reason, Reason::TooMuchMemory);
    // and it never came to working on it
    let line = world.program.await_line(|line| line.contains("result=failed"));
    assert!(!line.contains("craft="), "{line}");
    world.make(&huge::jpeg(800, true, "0"));
}
