//! Files that are cut short or changed: an answer that fits the file, or none.

use super::assembled;
use crate::{
    fuzz::targets,
    support::{avif::telling, seeds::seeds},
};
use domain::media::MediaType;
use images::bare;

fn photos() -> Vec<(MediaType, Vec<u8>)> {
    let seeds = seeds().into_iter().filter(|seed| seed.target == "bare");
    let photos = seeds.map(|seed| seed.bytes).chain([telling()]);
    photos.map(|file| (MediaType::sniff(&file).unwrap(), file)).collect()
}

fn check(media_type: MediaType, file: &[u8]) {
    if let Some(bare) = bare::of(file, media_type, 6) {
        assert!(bare.fits(file.len() as u64));
        assembled(file, &bare);
    }
}

#[test]
fn what_a_file_is_taken_for_never_breaks_it() {
    for (_, file) in photos() {
        MediaType::ALL
            .into_iter()
            .for_each(|media_type| check(media_type, &file));
    }
}

#[test]
fn files_that_are_cut_short_never_break_it() {
    for (media_type, file) in photos() {
        let step = (file.len() / 400).max(1);
        for length in (0..file.len()).step_by(step) {
            check(media_type, &file[..length]);
        }
    }
}

#[test]
fn changed_bytes_never_break_it() {
    for (media_type, file) in photos() {
        let step = (file.len() / 250).max(1);
        for place in (0..file.len()).step_by(step).chain(0..file.len().min(300)) {
            for byte in [0, 1, 0x7f, 0x80, 0xff] {
                let mut changed = file.clone();
                changed[place] = byte;
                // of what can be read, the same can be read of the copy
                targets::bare(&changed);
                check(media_type, &changed);
            }
        }
    }
}
