//! JPEG: written anew at the lowest quality whose difference nobody sees.
//!
//! Making it smaller without any loss (other Huffman tables) gains 2 to 6 %, less than what pays.

use super::{parts::Parts, pays};
use crate::{
    clock::Deadline,
    formats::{Header, decode},
    pixels::{Layout, Pixels},
    similarity::score,
};
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};
use std::time::Duration;

/// The score (SSIMULACRA2) of a copy that cannot be told apart from its original when flipping between the two.
const INVISIBLE: f64 = 90.0;

/// The qualities that are tried. What would need more does not pay.
const QUALITIES: [u8; 7] = [80, 84, 87, 90, 92, 94, 96];

/// The pieces that are compared: their side in pixels (whole blocks of every sampling), and how many each way.
const PIECE: u32 = 320;
const PIECES: u32 = 3;

/// Bytes that comparing a pixel takes.
const COMPARING: u64 = 200;

/// The picture, while it is encoded; or its pieces, while the copy is decoded; and two pieces that are compared.
pub(super) fn memory(header: &Header) -> u64 {
    let side = u64::from(2 * PIECE);
    header.memory + side * side * (COMPARING + 3)
}

pub(super) fn smaller(file: &[u8], header: &Header, time: Duration) -> Option<Vec<u8>> {
    let deadline = Deadline::after(time);
    let parts = Parts::read(file)?;
    let picture = decoded(file, header)?;
    let pieces = pieces(&picture);
    let good = |quality: &u8| {
        pieces.iter().all(|piece| {
            let copy = encoded(piece, *quality, &parts).and_then(|copy| read(&copy));
            copy.and_then(|copy| score(piece, &copy))
                .is_some_and(|score| score >= INVISIBLE)
        })
    };
    let quality = QUALITIES
        .into_iter()
        .take_while(|_| !deadline.has_passed())
        .find(|quality| good(quality))?;
    let copy = with_parts(&encoded(&picture, quality, &parts)?, &parts)?;
    drop(picture);
    (pays(file, &copy) && is_alike(&copy, header, &pieces)).then_some(copy)
}

fn decoded(file: &[u8], header: &Header) -> Option<Pixels> {
    let picture = decode(file, header, header.whole()).ok()?.picture;
    let whole = (picture.width(), picture.height()) == (header.width, header.height);
    (whole && matches!(picture.layout(), Layout::Grey | Layout::Rgb)).then_some(picture)
}

fn read(file: &[u8]) -> Option<Pixels> {
    decoded(file, &Header::read(file).ok()?)
}

fn encoded(picture: &Pixels, quality: u8, parts: &Parts<'_>) -> Option<Vec<u8>> {
    let (kind, sampling) = match (picture.layout(), parts.sampling) {
        (Layout::Grey, None) => (ColorType::Luma, SamplingFactor::R_4_4_4),
        (Layout::Rgb, Some((across, down))) => (ColorType::Rgb, SamplingFactor::from_factors(across, down)?),
        _ => return None,
    };
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, quality);
    encoder.set_sampling_factor(sampling);
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    let (width, height) = (
        u16::try_from(picture.width()).ok()?,
        u16::try_from(picture.height()).ok()?,
    );
    encoder.encode(picture.data(), width, height, kind).ok()?;
    Some(file)
}

/// The file with what the original carried, in place of the encoder's own JFIF segment.
fn with_parts(bare: &[u8], parts: &Parts<'_>) -> Option<Vec<u8>> {
    let (start, rest) = bare.split_at_checked(2)?;
    let [0xff, 0xe0, high, low, ..] = *rest else {
        return None;
    };
    let (jfif, picture) = rest.split_at_checked(2 + usize::from(u16::from_be_bytes([high, low])))?;
    let jfif: &[u8] = if parts.has_jfif() { &[] } else { jfif };
    Some([&[start, jfif][..], &parts.kept, &[picture]].concat().concat())
}

/// Whether a copy can be read again, as large as the original, and looks like it everywhere.
fn is_alike(copy: &[u8], header: &Header, pieces: &[Pixels]) -> bool {
    let Ok(read) = Header::read(copy) else { return false };
    let same = (read.width, read.height, &read.profile, &read.exif)
        == (header.width, header.height, &header.profile, &header.exif);
    let Some(picture) = decoded(copy, &read).filter(|_| same) else {
        return false;
    };
    let copies = self::pieces(&picture);
    let alike = |(piece, copy)| score(piece, copy).is_some_and(|score| score >= INVISIBLE - 1.0);
    copies.len() == pieces.len() && pieces.iter().zip(&copies).all(alike)
}

/// Pieces from all over the picture; a small picture is one piece.
fn pieces(picture: &Pixels) -> Vec<Pixels> {
    let starts = |length: u32| -> Vec<u32> {
        if length <= 2 * PIECE {
            return vec![0];
        }
        // at whole blocks, so that a piece is written as it is in the picture
        let room = length - PIECE;
        (0..PIECES).map(|index| room * index / (PIECES - 1) / 16 * 16).collect()
    };
    let side = |length: u32| if length <= 2 * PIECE { length } else { PIECE };
    let (width, height) = (side(picture.width()), side(picture.height()));
    let rows = starts(picture.height());
    let columns = starts(picture.width());
    let places = rows.iter().flat_map(|y| columns.iter().map(move |x| (*x, *y)));
    places
        .filter_map(|(x, y)| piece(picture, (x, y), (width, height)))
        .collect()
}

fn piece(picture: &Pixels, (x, y): (u32, u32), (width, height): (u32, u32)) -> Option<Pixels> {
    let channels = picture.layout().channels();
    let (from, length) = (x as usize * channels, width as usize * channels);
    let rows = picture.rows().skip(y as usize).take(height as usize);
    let data = rows
        .filter_map(|row| row.get(from..from + length))
        .flatten()
        .copied()
        .collect();
    Pixels::new(width, height, picture.layout(), data).ok()
}
