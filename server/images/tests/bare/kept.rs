//! How little is said about a file: few pieces, few bytes, always the same.

use crate::support::{
    Picture,
    avif::telling,
    writers::{Extras, Jpeg, Png, file, jpeg_with, png, webp},
};
use domain::{
    bare::{MAX_KEPT, Piece},
    media::MediaType,
};
use images::bare;

fn json(file: &[u8], media_type: MediaType, orientation: u32) -> Option<String> {
    bare::of(file, media_type, orientation).map(|bare| serde_json::to_string(&bare).unwrap())
}

#[test]
fn it_takes_few_bytes_and_is_the_same_each_time() {
    let picture = Picture::noise(300, 200);
    for (file, media_type, most) in [
        (
            jpeg_with(&picture, Jpeg::Progressive, &Extras::default()),
            MediaType::Jpeg,
            40,
        ),
        (file("iphone-4s.jpg"), MediaType::Jpeg, 80),
        (png(&picture, Png::Rgb, &Extras::default()), MediaType::Png, 40),
        (webp(&picture, false), MediaType::Webp, 80),
        (file("alpha.avif"), MediaType::Avif, 700),
        (telling(), MediaType::Avif, 1600),
    ] {
        let found = json(&file, media_type, 1).unwrap();
        assert!(found.len() <= most, "{media_type:?}: {found}");
        assert_eq!(json(&file, media_type, 1), Some(found));
    }
}

#[test]
fn a_file_in_too_many_pieces_cannot_be_had() {
    let whole = jpeg_with(&Picture::noise(300, 200), Jpeg::Baseline, &Extras::default());
    let (start, rest) = whole.split_at(20);
    let table = [&b"\xff\xdb\0\x43\0"[..], &[1; 64]].concat();
    let comment = b"\xff\xfe\0\x04no";
    let file = |count: usize| [start, &[&table[..], comment].concat().repeat(count), rest].concat();
    let pieces = |count: usize| bare::of(&file(count), MediaType::Jpeg, 1);
    let kept = |piece: &&Piece| matches!(piece, Piece::Keep(..));
    let few = pieces(MAX_KEPT - 1).unwrap();
    assert_eq!(few.pieces().iter().filter(kept).count(), MAX_KEPT);
    assert_eq!(pieces(MAX_KEPT), None);
}

#[test]
fn a_file_of_any_number_of_parts_cannot_be_had() {
    let photo = jpeg_with(&Picture::noise(300, 200), Jpeg::Baseline, &Extras::default());
    let (start, rest) = photo.split_at(20);
    let endless = [start, &b"\xff\xdd\0\x04\0\0\xff\xfe\0\x02".repeat(500_000), rest].concat();
    assert_eq!(bare::of(&endless, MediaType::Jpeg, 1), None);
    let photo = file("8-bit-444.avif");
    assert!(bare::of(&photo, MediaType::Avif, 1).is_some());
    let endless = [&photo[..], &b"\0\0\0\x08mdat".repeat(500_000)].concat();
    assert_eq!(bare::of(&endless, MediaType::Avif, 1), None);
}

#[test]
fn heic_is_left_alone() {
    assert_eq!(bare::of(&file("8-bit-420.heic"), MediaType::Heic, 1), None);
}
