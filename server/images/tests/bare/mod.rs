//! Originals without their metadata: the same pixels, profile and orientation, and not a word of what else was written.

mod carriers;
mod hostile;
mod kept;
mod reported;

use domain::{
    bare::{Bare, Piece},
    media::MediaType,
};
use images::{
    bare,
    camera::Notes,
    formats::{Header, decode},
};

/// A file without its metadata, as whoever serves it puts it together.
pub(crate) fn assembled(file: &[u8], bare: &Bare) -> Vec<u8> {
    let piece = |piece: &Piece| match piece {
        Piece::Keep(offset, length) => {
            let start = usize::try_from(*offset).unwrap();
            file[start..start + usize::try_from(*length).unwrap()].to_vec()
        }
        Piece::Zeros(count) => vec![0; usize::try_from(*count).unwrap()],
        Piece::Bytes(bytes) => bytes.clone(),
    };
    let whole: Vec<u8> = bare.pieces().iter().flat_map(piece).collect();
    assert_eq!(whole.len() as u64, bare.length());
    whole
}

/// How a file says that it must be turned.
fn orientation(header: &Header) -> u32 {
    let notes = header.exif.as_deref().map(Notes::read).unwrap_or_default();
    header.orientation.unwrap_or(notes.orientation)
}

/// The file without its metadata, if there is one.
fn stripped(file: &[u8]) -> Option<Vec<u8>> {
    let header = Header::read(file).unwrap();
    bare::of(file, header.media_type, orientation(&header)).map(|bare| assembled(file, &bare))
}

/// The file without its metadata, which looks the same: size, pixels, profile, and how it is turned. Taking away once more
/// takes nothing away.
#[track_caller]
fn same_picture(what: &str, file: &[u8]) -> Vec<u8> {
    let copy = stripped(file).unwrap_or_else(|| panic!("{what}: nothing can be had"));
    let (before, after) = (Header::read(file).unwrap(), Header::read(&copy).unwrap());
    assert_eq!(
        (before.media_type, before.width, before.height),
        (after.media_type, after.width, after.height),
        "{what}"
    );
    assert_eq!(before.profile, after.profile, "{what}");
    assert_eq!(orientation(&before), orientation(&after), "{what}");
    let pixels = |file: &[u8], header: &Header| decode(file, header, header.whole()).unwrap();
    assert!(
        pixels(file, &before) == pixels(&copy, &after),
        "{what}: another picture"
    );
    assert_eq!(after.exif.is_some(), has_block(&after), "{what}");
    assert!(stripped(&copy).as_deref() == Some(&copy[..]), "{what}: there was more");
    copy
}

/// Whether there is anything for an EXIF block to say.
fn has_block(header: &Header) -> bool {
    orientation(header) != 1 && header.media_type != MediaType::Avif
}

fn contains(file: &[u8], word: &[u8]) -> bool {
    file.windows(word.len()).any(|bytes| bytes == word)
}
