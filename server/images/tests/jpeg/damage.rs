//! Files that are cut short, however they end, and files with changed bytes.

use super::maker::{Random, read, small};
use crate::support::writers::file;
use domain::reason::Reason;
use images::{fault::Fault, formats::Wanted};

/// Baseline and progressive, with restarts and without, and one that becomes more precise bit by bit.
fn files() -> [(&'static str, Vec<u8>); 5] {
    [
        ("baseline", small(false, 0)),
        ("baseline with restarts", small(false, 2)),
        ("progressive", small(true, 0)),
        ("progressive with restarts", small(true, 2)),
        ("bit by bit", file("progressive-grey.jpg")),
    ]
}

const SMALL: Wanted = Wanted { width: 5, height: 4 };

/// A stuffed zero may go with its byte, and the padding of the last byte; but not a bit of the picture.
#[test]
fn a_file_that_was_cut_off_and_closed_is_never_whole() {
    for (what, whole) in files() {
        assert!(read(&whole, None).is_ok(), "{what}");
        let data = whole.windows(2).position(|marker| marker == b"\xff\xda").unwrap();
        for end in data + 2..whole.len() - 2 {
            let cut = [&whole[..end], b"\xff\xd9"].concat();
            for wanted in [None, Some(SMALL)] {
                let outcome = read(&cut, wanted);
                assert!(
                    matches!(outcome, Err(Fault::File(Reason::CutShort | Reason::Damaged))),
                    "{what}, {end} of {}",
                    whole.len()
                );
            }
        }
    }
}

#[test]
fn data_that_ends_early_is_called_so() {
    for (what, whole) in files() {
        let last = whole.windows(2).rposition(|marker| marker == b"\xff\xda").unwrap();
        let cut = whole.len() - (whole.len() - last) / 3;
        for file in [whole[..cut].to_vec(), [&whole[..cut], b"\xff\xd9"].concat()] {
            assert_eq!(read(&file, None), Err(Fault::cut_short()), "{what}");
        }
    }
}

#[test]
fn a_missing_restart_is_damage() {
    for whole in [small(false, 2), small(true, 2)] {
        let marker = whole.windows(2).position(|marker| marker == b"\xff\xd1").unwrap();
        let other = [&whole[..marker], b"\xff\xd2", &whole[marker + 2..]].concat();
        let none = [&whole[..marker], &whole[marker + 2..]].concat();
        for file in [other, none] {
            assert!(read(&file, None).is_err());
        }
    }
}

#[test]
fn a_channel_that_never_comes_is_noticed() {
    let whole = small(true, 0);
    let scans: Vec<usize> = (0..whole.len() - 1)
        .filter(|at| whole[*at..].starts_with(b"\xff\xda"))
        .collect();
    for pair in scans.windows(2) {
        let without = [&whole[..pair[0]], &whole[pair[1]..]].concat();
        assert!(read(&without, None).is_err());
    }
}

#[test]
fn tables_that_never_come_are_damage() {
    for whole in [small(false, 0), small(true, 0)] {
        for table in [0xdb, 0xc4] {
            let marker = [0xff, table];
            let at = whole.windows(2).position(|found| found == marker).unwrap();
            let mut without = whole.clone();
            // a comment instead
            without[at + 1] = 0xfe;
            assert_eq!(read(&without, None), Err(Fault::damaged()));
        }
    }
}

#[test]
fn changed_bytes_end_in_an_answer() {
    let mut random = Random(1);
    for (_, whole) in files() {
        for _ in 0..3000 {
            let mut changed = whole.clone();
            for _ in 0..=random.below(4) {
                let place = random.below(changed.len());
                changed[place] = random.below(256) as u8;
            }
            for wanted in [None, Some(SMALL)] {
                match read(&changed, wanted) {
                    Ok(picture) => assert!(picture.width() <= 65_535),
                    Err(fault) => assert!(matches!(fault, Fault::File(_))),
                }
            }
        }
    }
}

#[test]
fn what_follows_the_end_does_not_matter() {
    for (what, whole) in files() {
        let picture = read(&whole, None).unwrap();
        let trailing = [&whole[..], b"trailing bytes \xff\xd8\xff\xda"].concat();
        assert_eq!(read(&trailing, None).as_ref(), Ok(&picture), "{what}");
        // fill bytes before the last marker
        let (data, end) = whole.split_at(whole.len() - 2);
        assert_eq!(
            read(&[data, b"\xff\xff\xff", end].concat(), None),
            Ok(picture),
            "{what}"
        );
    }
}
