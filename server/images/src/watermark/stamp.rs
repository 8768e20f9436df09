//! A mark as pixels, in the size that a picture needs.

use super::{
    Mark,
    text::{self, Ink, LINE},
};
use crate::{
    pixels::{Layout, Pixels},
    steps::resize::resized,
};
use domain::watermark::Style;

/// The smallest text that can be read, in pixels. A mark of text grows to it where there is room.
const LEAST_TEXT: f32 = 11.0;

/// The light of letters, and the dark around them.
const LIGHT: u8 = 255;
const DARK: u8 = 0;

/// How dense the dark edge is where it is densest, from 0 to 255.
const EDGE: u32 = 190;

/// The mark for a picture of this size. Nothing if there is no room for one.
pub(super) fn of(mark: &Mark, style: &Style, width: u32, height: u32) -> Option<Pixels> {
    let room = Room::of(style, width, height)?;
    match mark {
        Mark::Text(text) => written(text, &room),
        Mark::Picture(picture) => fitted(picture, &room),
    }
}

/// How large a mark may be, in pixels.
#[derive(Debug, Clone, Copy)]
struct Room {
    /// The width that is asked for.
    wanted: f32,
    /// The width that there is.
    width: f32,
    /// The height that it may have: in a panorama, a mark as wide as is asked for would hide everything.
    height: f32,
}

impl Room {
    fn of(style: &Style, width: u32, height: u32) -> Option<Self> {
        let margin = super::place::margin(width, height);
        let inner = |side: u32| side.checked_sub(margin.checked_mul(2)?).filter(|side| *side > 0);
        let (width, height) = (inner(width)? as f32, inner(height)? as f32);
        Some(Self {
            wanted: (width * f32::from(style.scale) / 100.0).max(1.0),
            width,
            height: (height * 0.4).max(1.0),
        })
    }
}

fn fitted(picture: &Pixels, room: &Room) -> Option<Pixels> {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let factor = (room.wanted / width).min(room.height / height);
    let side = |length: f32| (length * factor).round().max(1.0) as u32;
    resized(picture, side(width), side(height)).ok()
}

fn written(text: &str, room: &Room) -> Option<Pixels> {
    let width = text::width(text).filter(|width| *width > 0.0)?;
    // what the soft edge takes on both sides is part of the mark
    let size = |room: f32| room / (width + 4.0 * SOFTNESS);
    let size = size(room.wanted)
        .max(LEAST_TEXT.min(size(room.width)))
        .min(room.height / LINE);
    let radius = ((size * SOFTNESS / 2.0).round() as usize).max(1);
    let ink = text::ink(text, size, 2 * radius + 1)?;
    trimmed(&with_edge(&ink, radius))
}

/// How far the dark edge reaches, in parts of the text's size.
const SOFTNESS: f32 = 0.12;

/// Light letters on their own blurred shadow.
fn with_edge(ink: &Ink, radius: usize) -> Edged {
    let mut shadow = ink.data.clone();
    // a box twice is nearly a bell curve
    for _ in 0..2 {
        shadow = blurred(&shadow, ink.width, radius);
    }
    let pixels = ink.data.iter().zip(shadow).map(|(letter, shadow)| {
        let letter = u32::from(*letter);
        let edge = (u32::from(shadow) * 3).min(255) * EDGE / 255;
        // the letter over the edge
        let alpha = letter + edge * (255 - letter) / 255;
        let shade = (letter * u32::from(LIGHT) + (alpha - letter.min(alpha)) * u32::from(DARK)).checked_div(alpha);
        let [shade, alpha] = [shade.unwrap_or_default(), alpha].map(|value| u8::try_from(value).unwrap_or(u8::MAX));
        [shade, shade, shade, alpha]
    });
    Edged {
        width: ink.width,
        height: ink.height,
        pixels: pixels.collect(),
    }
}

/// Letters with their edge.
struct Edged {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 4]>,
}

/// Each pixel as the average of the square around it.
fn blurred(data: &[u8], width: usize, radius: usize) -> Vec<u8> {
    let across: Vec<Vec<u8>> = data
        .chunks_exact(width.max(1))
        .map(|row| averaged(row, radius))
        .collect();
    let columns = (0..width).map(|x| {
        let column: Vec<u8> = across.iter().filter_map(|row| row.get(x).copied()).collect();
        averaged(&column, radius)
    });
    let columns: Vec<Vec<u8>> = columns.collect();
    let rows = 0..across.len();
    rows.flat_map(|y| columns.iter().filter_map(move |column| column.get(y).copied()))
        .collect()
}

fn averaged(line: &[u8], radius: usize) -> Vec<u8> {
    let window = u32::try_from(2 * radius + 1).unwrap_or(u32::MAX);
    (0..line.len())
        .map(|at| {
            let near = line
                .iter()
                .skip(at.saturating_sub(radius))
                .take(radius + 1 + at.min(radius));
            let sum: u32 = near.map(|value| u32::from(*value)).sum();
            u8::try_from(sum / window).unwrap_or(u8::MAX)
        })
        .collect()
}

/// Without the empty rows and columns around it.
fn trimmed(ink: &Edged) -> Option<Pixels> {
    let filled = |pixel: &[u8; 4]| pixel[3] > 0;
    let rows: Vec<&[[u8; 4]]> = ink.pixels.chunks_exact(ink.width.max(1)).collect();
    let top = rows.iter().position(|row| row.iter().any(filled))?;
    let bottom = rows.iter().rposition(|row| row.iter().any(filled))?;
    let left = rows.iter().filter_map(|row| row.iter().position(filled)).min()?;
    let right = rows.iter().filter_map(|row| row.iter().rposition(filled)).max()?;
    let kept = rows.get(top..=bottom)?.iter().filter_map(|row| row.get(left..=right));
    let data = kept.flatten().flatten().copied().collect();
    let (width, height) = (
        u32::try_from(right + 1 - left).ok()?,
        u32::try_from(bottom + 1 - top).ok()?,
    );
    debug_assert!(bottom < ink.height);
    Pixels::new(width, height, Layout::Rgba, data).ok()
}

/// Any picture as one with an alpha channel. Nothing for inks.
pub(super) fn with_alpha(picture: &Pixels) -> Option<Pixels> {
    let data = match picture.layout() {
        Layout::Grey => picture
            .data()
            .iter()
            .flat_map(|grey| [*grey, *grey, *grey, 255])
            .collect(),
        Layout::Rgb => {
            let pixels = picture.data().as_chunks::<3>().0.iter();
            pixels.flat_map(|[r, g, b]| [*r, *g, *b, 255]).collect()
        }
        Layout::Rgba => picture.data().to_vec(),
        Layout::Cmyk => return None,
    };
    Pixels::new(picture.width(), picture.height(), Layout::Rgba, data).ok()
}

/// Whether a stamp has no colour.
pub(super) fn is_grey(stamp: &Pixels) -> bool {
    let mut pixels = stamp.data().as_chunks::<4>().0.iter();
    pixels.all(|[r, g, b, alpha]| *alpha == 0 || r == g && g == b)
}
