//! What holds the process that works on pictures. Each test has it try what a file that took it over would try.

use crate::support::{Picture, World, picture::RED, program::alone, writers::jpeg};
use domain::{reason::Reason, rendition::USUAL};
use images::{
    apart::{
        Task, Workshop,
        order::{Files, Order},
        sandbox::Protections,
    },
    clock::Deadline,
    fault::Fault,
    formats::Header,
    plan::Plan,
};
use std::{
    fs::{self, Permissions},
    os::unix::{fs::PermissionsExt, process::ExitStatusExt},
    path::PathBuf,
    time::Duration,
};

const SIGSYS: i32 = 31;
const SIGXCPU: i32 = 24;

/// What this machine can do.
fn protections() -> Protections {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_images"));
    Workshop::new(program, Duration::from_secs(60)).protections().unwrap()
}

/// How a process ends that tries something: by which signal, or with which answer.
fn attempt(seconds: &str, trial: &[&str]) -> (Option<i32>, String) {
    let (status, answer) = alone(&[&["work-apart", "500000000", seconds], trial].concat(), b"");
    (status.signal(), String::from_utf8(answer).unwrap())
}

#[test]
fn a_call_that_is_not_on_the_list_ends_the_process() {
    if !protections().seccomp {
        return;
    }
    for trial in ["open", "connect", "run"] {
        assert_eq!(attempt("10", &[trial]), (Some(SIGSYS), String::new()), "{trial}");
    }
    // encoding may use more than one core
    assert_eq!(attempt("10", &["thread"]), (None, "done".to_owned()));
}

#[test]
fn without_the_filter_there_is_still_no_file_and_no_network() {
    let refused = |trial| attempt("10", &[trial, "unfiltered"]);
    let (signal, answer) = refused("open");
    assert_eq!(signal, None);
    assert_ne!(answer, "done", "whatever the kernel knows, nothing more can be opened");
    assert_ne!(refused("connect").1, "done");
    assert_ne!(refused("run").1, "done");
}

#[test]
fn what_takes_too_much_memory_or_time_is_ended() {
    let (signal, answer) = attempt("10", &["memory"]);
    assert!(signal.is_some());
    assert_eq!(answer, "");
    assert_eq!(attempt("1", &["spin"]), (Some(SIGXCPU), String::new()));
}

/// A program that tries something instead of working on its picture.
fn rebel(trial: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("heliograph-{}-{trial}", std::process::id()));
    let program = env!("CARGO_BIN_EXE_images");
    fs::write(&path, format!("#!/bin/sh\nexec '{program}' \"$@\" {trial}\n")).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o700)).unwrap();
    path
}

#[test]
fn a_process_that_rebels_costs_its_job_and_nothing_else() {
    let photo = jpeg(&Picture::flat(90, 60, RED));
    let plan = Plan::new(&USUAL, &Header::read(&photo).unwrap(), 1);
    let task = || Task {
        order: Order {
            slots: vec!["w320".into(), "jpeg".into()],
            orientation: 1,
            credit: None,
            mark: None,
            millis: 60_000,
            file_bytes: photo.len() as u64,
            threads: 1,
            copy: false,
        },
        files: Files {
            original: photo.clone(),
            ..Files::default()
        },
        plan: &plan,
        space: 500_000_000,
        deadline: Deadline::after(Duration::from_secs(60)),
    };
    for (trial, reason) in [
        ("open", Reason::Unreadable),
        ("connect", Reason::Unreadable),
        ("run", Reason::Unreadable),
        ("memory", Reason::Unreadable),
        ("spin", Reason::TooSlow),
    ] {
        let program = rebel(trial);
        let workshop = Workshop::new(program.clone(), Duration::from_secs(3));
        assert_eq!(workshop.craft(task(), |_| Ok(())), Err(Fault::File(reason)), "{trial}");
        fs::remove_file(program).unwrap();
    }
}

#[test]
fn the_service_says_what_is_on_and_every_format_is_read_within_it() {
    let world = World::new();
    world.make(&jpeg(&Picture::corners(900, 600)));
    let expected = format!("images: sandbox {}", protections());
    assert!(world.program.log().contains(&expected));
}
