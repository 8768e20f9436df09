//! The process that works on pictures: how it ends, and what it knows.

use crate::support::{
    Picture, World,
    picture::RED,
    program::alone,
    writers::{file, jpeg},
};
use domain::{reason::Reason, rendition::USUAL};
use images::{
    apart::{
        Task, Workshop,
        message::{Message, RenditionFile},
        order::{Files, Order},
        reply::{Reader, Silence},
    },
    clock::Deadline,
    fault::Fault,
    formats::Header,
    pipeline::CHILD_STEPS,
    plan::Plan,
};
use std::{path::PathBuf, time::Duration};

const LONG: Duration = Duration::from_secs(60);

/// Enough for any photo here.
const SPACE: u64 = 1_000_000_000;

fn order(photo: &[u8]) -> Order {
    Order {
        slots: USUAL.iter().map(|slot| slot.name.to_owned()).collect(),
        orientation: 1,
        credit: None,
        mark: None,
        millis: 60_000,
        file_bytes: photo.len() as u64,
        threads: 1,
        copy: false,
    }
}

fn files(original: Vec<u8>) -> Files {
    Files {
        original,
        ..Files::default()
    }
}

fn plan(photo: &[u8]) -> Plan {
    Plan::new(&USUAL, &Header::read(photo).unwrap(), 1)
}

/// The task of a photo, with so much time.
fn task<'a>(photo: &[u8], plan: &'a Plan, left: Duration) -> Task<'a> {
    Task {
        order: order(photo),
        files: files(photo.to_vec()),
        plan,
        space: SPACE,
        deadline: Deadline::after(left),
    }
}

/// Has a program work on a photo: a file that takes longer than `time` is at fault, and `left` is all the time there is.
fn craft(program: &str, photo: &[u8], time: Duration, left: Duration) -> Result<Vec<Message>, Fault> {
    let plan = plan(photo);
    craft_task(program, task(photo, &plan, left), time)
}

fn craft_task(program: &str, task: Task<'_>, time: Duration) -> Result<Vec<Message>, Fault> {
    let mut messages = Vec::new();
    let take = |message| {
        messages.push(message);
        Ok(())
    };
    Workshop::new(PathBuf::from(program), time)
        .craft(task, take)
        .map(|()| messages)
}

const OURS: &str = env!("CARGO_BIN_EXE_images");

#[test]
fn every_file_and_the_time_of_every_step_come_over() {
    let photo = jpeg(&Picture::flat(900, 600, RED));
    let messages = craft(OURS, &photo, LONG, LONG).unwrap();
    let steps: Vec<u8> = messages.iter().filter_map(number).collect();
    let all: Vec<u8> = (0..).take(CHILD_STEPS.len()).collect();
    assert_eq!(steps, all);
    let files: Vec<_> = messages.iter().filter_map(rendition).collect();
    let sizes = files.iter().map(|file| (file.slot, file.width, file.height));
    let mut expected = plan(&photo).renditions;
    // the largest first
    expected.sort_by_key(|(_, width, height)| std::cmp::Reverse(width * height));
    assert_eq!(sizes.collect::<Vec<_>>(), expected);
    for file in files {
        let picture = Picture::decode(&file.bytes);
        assert_eq!((picture.width, picture.height), (file.width, file.height));
    }
}

#[test]
fn several_threads_make_the_same_files() {
    let photo = jpeg(&Picture::corners(900, 600));
    let plan = plan(&photo);
    let made = |threads| {
        let mut task = task(&photo, &plan, LONG);
        task.order.threads = threads;
        let messages = craft_task(OURS, task, LONG).unwrap();
        let mut files: Vec<_> = messages.iter().filter_map(rendition).cloned().collect();
        files.sort_by_key(|file| file.slot.name);
        files
    };
    let alone = made(1);
    assert_eq!(alone.len(), plan.renditions.len());
    assert!(alone == made(2) && alone == made(9));
}

fn number(message: &Message) -> Option<u8> {
    match message {
        Message::Step { number, .. } => Some(*number),
        _ => None,
    }
}

fn rendition(message: &Message) -> Option<&RenditionFile> {
    match message {
        Message::Rendition(file) => Some(file),
        _ => None,
    }
}

#[test]
fn a_file_that_takes_too_long_is_at_fault_but_not_one_that_had_no_time() {
    let photo = file("8-bit-444.avif");
    let short = Duration::from_micros(1);
    assert_eq!(craft(OURS, &photo, short, LONG), Err(Fault::File(Reason::TooSlow)));
    let late = craft(OURS, &photo, LONG, short);
    assert!(matches!(late, Err(Fault::Later(_))), "{late:?}");
}

#[test]
fn what_takes_the_files_may_be_slower_than_a_file_is_allowed_to_be() {
    let photo = jpeg(&Picture::flat(90, 60, RED));
    let plan = plan(&photo);
    let task = task(&photo, &plan, LONG);
    let time = Duration::from_secs(5);
    let mut pause = time + Duration::from_secs(1);
    let take = |_| {
        std::thread::sleep(std::mem::take(&mut pause));
        Ok(())
    };
    assert_eq!(Workshop::new(PathBuf::from(OURS), time).craft(task, take), Ok(()));
}

#[test]
fn whoever_takes_no_more_ends_the_work() {
    let photo = jpeg(&Picture::flat(900, 600, RED));
    let plan = plan(&photo);
    let task = task(&photo, &plan, LONG);
    let full = Fault::later("storage is full");
    let refused = Workshop::new(PathBuf::from(OURS), LONG).craft(task, |_| Err(full.clone()));
    assert_eq!(refused, Err(full));
}

#[test]
fn memory_beyond_the_limit_is_not_to_be_had() {
    let photo = jpeg(&Picture::flat(900, 600, RED));
    let mut input = Vec::new();
    order(&photo).write(&mut input, &files(photo.clone())).unwrap();
    // a tenth of what the program itself needs
    let reply = alone(&["work-apart", "1000000", "10"], &input);
    assert!(!reply.0.success());
    assert!(reply.1.is_empty());
    let reply = alone(&["work-apart", "1000000000", "10"], &input);
    assert!(reply.0.success());
    let (plan, mut last) = (plan(&photo), None);
    let mut reader = Reader::new(&*reply.1, &plan, 0);
    let silence = loop {
        match reader.message() {
            Ok(message) => last = Some(message),
            Err(silence) => break silence,
        }
    };
    assert_eq!((last, silence), (Some(Message::End), Silence::Ended));
}

#[test]
fn a_program_that_is_none_of_ours_is_not_trusted() {
    let photo = file("8-bit-444.avif");
    let run = |program: &str| craft(program, &photo, LONG, LONG);
    assert_eq!(run("false"), Err(Fault::File(Reason::Unreadable)));
    // it repeats its arguments, which are no messages
    assert_eq!(run("echo"), Err(Fault::File(Reason::Unreadable)));
    assert!(matches!(run("there-is-no-such-program"), Err(Fault::Later(_))));
}

#[test]
fn thousands_of_hidden_frames_are_refused_before_decoding() {
    let photo = file("8-bit-444.avif");
    // the frame is the last unit of the last box; the table of places says where its data lies and how long it is
    let (start, frame) = photo.split_at(photo.len() - 37);
    assert_eq!(frame[..2], [0x32, 35]);
    let place = [0, 0, 1, 0x1a, 0, 0, 0, 0x32];
    let at = start.windows(8).position(|bytes| bytes == place).unwrap() + 4;
    let with_frames = |count: u32| {
        let mut photo = [start, &frame.repeat(count as usize)].concat();
        photo[at..at + 4].copy_from_slice(&(13 + 37 * count).to_be_bytes());
        photo
    };
    assert_eq!(with_frames(1), photo);
    let world = World::new();
    world.make(&with_frames(4));
    let reason = world.process(&with_frames(20_000)).failure();
    assert_eq!(reason, Reason::AvifFrames);
}
