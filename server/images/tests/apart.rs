//! The process that decodes: how it ends, and what it knows.

use crate::support::{
    Picture, World,
    picture::RED,
    program::alone,
    writers::{file, jpeg},
};
use domain::reason::Reason;
use images::{
    apart::Decoder,
    clock::Deadline,
    fault::Fault,
    formats::{Header, Wanted},
};
use std::{path::PathBuf, time::Duration};

const LONG: Duration = Duration::from_secs(60);

fn decoder(time: Duration) -> Decoder {
    Decoder::new(PathBuf::from(env!("CARGO_BIN_EXE_images")), time)
}

#[test]
fn a_picture_comes_over_whole() {
    let photo = jpeg(&Picture::flat(900, 600, RED));
    let header = Header::read(&photo).unwrap();
    let picture = decoder(LONG)
        .decode_apart(&photo, &header, Deadline::after(LONG))
        .unwrap();
    assert_eq!((picture.width(), picture.height()), (900, 600));
    let whole = Wanted {
        width: 900,
        height: 600,
    };
    let here = images::formats::decode(&photo, &header, whole).unwrap();
    assert_eq!(picture, here.picture);
}

#[test]
fn a_file_that_takes_too_long_is_at_fault_but_not_one_that_had_no_time() {
    let photo = file("8-bit-444.avif");
    let header = Header::read(&photo).unwrap();
    let decode = |time, left| decoder(time).decode_apart(&photo, &header, Deadline::after(left));
    assert_eq!(
        decode(Duration::from_micros(1), LONG),
        Err(Fault::File(Reason::TooSlow))
    );
    let late = decode(LONG, Duration::from_micros(1));
    assert!(matches!(late, Err(Fault::Later(_))), "{late:?}");
}

#[test]
fn memory_beyond_the_estimate_is_not_to_be_had() {
    let photo = jpeg(&Picture::flat(900, 600, RED));
    // a tenth of what the program itself needs
    let reply = alone(&["decode-apart", "1000000", "10"], &photo);
    assert!(!reply.0.success());
    assert!(reply.1.is_empty());
    let reply = alone(&["decode-apart", "1000000000", "10"], &photo);
    assert!(reply.0.success());
    assert_eq!(reply.1.len(), 9 + 900 * 600 * 3);
}

#[test]
fn a_program_that_is_none_of_ours_is_not_trusted() {
    let photo = file("8-bit-444.avif");
    let header = Header::read(&photo).unwrap();
    let decode =
        |program: &str| Decoder::new(PathBuf::from(program), LONG).decode_apart(&photo, &header, Deadline::after(LONG));
    assert_eq!(decode("false"), Err(Fault::File(Reason::Unreadable)));
    assert!(matches!(decode("there-is-no-such-program"), Err(Fault::Later(_))));
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
