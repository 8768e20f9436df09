//! GIF; of an animation, the first picture, where it lies on its canvas.
//!
//! The rest of the canvas is transparent, as in browsers, whatever background the file names.

pub mod blocks;

use super::{Header, Profile, Wanted, rows::Rows};
use crate::{
    fault::Fault,
    pixels::{Layout, Pixels},
};
use blocks::{Anatomy, Frame};
use domain::media::MediaType;
use gif::{ColorOutput, DecodeOptions};
use std::io::Cursor;

/// Reads everything but the pixels.
///
/// # Errors
/// If the file is cut short or damaged, or has too many pictures.
pub fn header(file: &[u8]) -> Result<Header, Fault> {
    let anatomy = Anatomy::read(file)?;
    let (width, height) = anatomy.canvas;
    let frame = anatomy.first;
    Ok(Header {
        media_type: MediaType::Gif,
        width,
        height,
        profile: anatomy.profile.map_or(Profile::Srgb, Profile::Icc),
        exif: None,
        orientation: None,
        // only rows that come out of order are held until all are there
        memory: if frame.interlaced { frame.pixels() } else { 0 },
        jpeg: None,
    })
}

impl Frame {
    fn pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }
}

/// Decodes the pixels.
///
/// # Errors
/// If the file is damaged.
pub fn decode(file: &[u8], wanted: Wanted) -> Result<Pixels, Fault> {
    let anatomy = Anatomy::read(file)?;
    let mut reader = Reader::open(file, anatomy.first)?;
    if anatomy.has_alpha() {
        paint(&anatomy, &mut reader, Layout::Rgba, wanted, |colour| colour)
    } else {
        paint(&anatomy, &mut reader, Layout::Rgb, wanted, |[r, g, b, _]| [r, g, b])
    }
}

type Colour = [u8; 4];

/// The canvas, row by row.
fn paint<const CHANNELS: usize>(
    anatomy: &Anatomy,
    reader: &mut Reader<'_>,
    layout: Layout,
    wanted: Wanted,
    pixel: impl Fn(Colour) -> [u8; CHANNELS],
) -> Result<Pixels, Fault> {
    let (frame, (width, height)) = (anatomy.first, anatomy.canvas);
    let (from, to) = (u32::from(frame.top), u32::from(frame.top) + u32::from(frame.height));
    let mut rows = Rows::new((width, height), layout, wanted);
    let empty = pixel([0; 4]).repeat(width as usize);
    let (mut row, mut indices) = (empty.clone(), vec![0; frame.width.into()]);
    for y in 0..height {
        if !(from..to).contains(&y) {
            rows.push(&empty);
            continue;
        }
        reader.read(y - from, &mut indices)?;
        let pixels = row.as_chunks_mut().0.iter_mut().skip(frame.left.into());
        for (place, index) in pixels.zip(&indices) {
            *place = pixel(reader.colour(*index));
        }
        rows.push(&row);
    }
    rows.finish::<u8>()
}

/// The first picture, as places in its table of colours.
struct Reader<'a> {
    decoder: gif::Decoder<Cursor<&'a [u8]>>,
    colours: Vec<Colour>,
    /// All rows, if they do not come in order.
    whole: Option<Vec<u8>>,
}

impl<'a> Reader<'a> {
    fn open(file: &'a [u8], first: Frame) -> Result<Self, Fault> {
        let mut options = DecodeOptions::new();
        options.set_color_output(ColorOutput::Indexed);
        let damaged = |_| Fault::damaged();
        let mut decoder = options.read_info(Cursor::new(file)).map_err(damaged)?;
        let frame = decoder.next_frame_info().map_err(damaged)?.ok_or_else(Fault::damaged)?;
        let (interlaced, clear) = (frame.interlaced, frame.transparent);
        // what was checked is the size that the walk found
        if (frame.width, frame.height, interlaced) != (first.width, first.height, first.interlaced) {
            return Err(Fault::damaged());
        }
        let colours = decoder
            .palette()
            .map_err(damaged)?
            .as_chunks::<3>()
            .0
            .iter()
            .enumerate();
        let colours = colours
            .map(|(place, [r, g, b])| match clear {
                Some(clear) if usize::from(clear) == place => [0; 4],
                _ => [*r, *g, *b, u8::MAX],
            })
            .collect();
        let whole = if interlaced {
            let mut all = vec![0; decoder.buffer_size()];
            decoder.read_into_buffer(&mut all).map_err(damaged)?;
            Some(all)
        } else {
            None
        };
        Ok(Self {
            decoder,
            colours,
            whole,
        })
    }

    /// The next row, which has this number.
    fn read(&mut self, row: u32, into: &mut [u8]) -> Result<(), Fault> {
        if let Some(whole) = &self.whole {
            let found = whole.chunks_exact(into.len()).nth(row as usize);
            into.copy_from_slice(found.ok_or_else(Fault::damaged)?);
            return Ok(());
        }
        match self.decoder.fill_buffer(into) {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(Fault::damaged()),
        }
    }

    /// A place that the table does not have shows nothing.
    fn colour(&self, index: u8) -> Colour {
        self.colours.get(usize::from(index)).copied().unwrap_or_default()
    }
}
