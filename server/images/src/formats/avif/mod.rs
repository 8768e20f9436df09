//! AVIF: single pictures of 8, 10 or 12 bits, with or without alpha. Not pictures put together from a grid of tiles.
//!
//! The AV1 decoder is `re_rav1d`: dav1d in Rust, built without its assembly (which is not memory-safe).

pub mod boxes;
pub mod container;
pub mod frames;
pub mod yuv;

use super::{
    Decoded, Header, Profile, Wanted,
    rows::{Rows, Sample},
    tiff,
};
use crate::{
    colour::Deep,
    fault::Fault,
    limits::MAX_AVIF_FRAMES,
    pixels::{Layout, Pixels},
};
use container::{Colour, Container};
use domain::{media::MediaType, reason::Reason};
use re_rav1d::dav1d::{Decoder, Error, Picture, Settings};
use yuv::Reader;

/// Reads everything but the pixels.
///
/// # Errors
/// If the file is cut short, damaged, or of a kind that is not read.
pub fn header(file: &[u8]) -> Result<Header, Fault> {
    let container = Container::read(file)?;
    let streams = [Some(&container.picture), container.alpha.as_ref()];
    if streams
        .into_iter()
        .flatten()
        .any(|stream| frames::count(stream) > MAX_AVIF_FRAMES)
    {
        return Err(Fault::File(Reason::AvifFrames));
    }
    let (width, height) = container.size;
    Ok(Header {
        media_type: MediaType::Avif,
        width,
        height,
        profile: match container.colour {
            Colour::Icc(profile) => Profile::Icc(profile.to_vec()),
            Colour::DisplayP3 => Profile::DisplayP3,
            Colour::Other => Profile::Srgb,
        },
        exif: container.exif.and_then(|block| tiff(&block)),
        // where the container prescribes nothing, nothing is turned: EXIF does not count in this format
        orientation: Some(container.orientation),
        // planes of two bytes a sample, and the decoder's notes about them
        memory: (u64::from(width) * u64::from(height)).saturating_mul(12),
        jpeg: None,
    })
}

/// Decodes the pixels. Ten and twelve bits become eight only after the colours were converted.
///
/// # Errors
/// If the file is damaged, or uses a colour model that is not read.
pub fn decode(file: &[u8], header: &Header, wanted: Wanted) -> Result<Decoded, Fault> {
    let container = Container::read(file)?;
    let (w, h) = container.size;
    // dimensions were checked with the header; the stream has its own, which must not be larger
    let limit = w.saturating_mul(h);
    let picture = decode_av1(container.picture, limit)?;
    let alpha = container.alpha.map(|stream| decode_av1(stream, limit)).transpose()?;
    let size = (picture.width(), picture.height());
    if size != (w, h)
        || alpha
            .as_ref()
            .is_some_and(|alpha| (alpha.width(), alpha.height()) != size)
    {
        return Err(Fault::damaged());
    }
    let painter = Painter {
        colours: Reader::of(&picture)?,
        alpha: alpha.as_ref().map(Reader::luma_of),
        premultiplied: container.premultiplied,
        size,
    };
    let layout = if alpha.is_some() { Layout::Rgba } else { Layout::Rgb };
    let rows = Rows::new(size, layout, wanted);
    if picture.bit_depth() > 8 {
        let mut deep = Deep::new(&header.profile, layout);
        // the conversions saturate
        let word = |value: f32| (value * 257.0 + 0.5) as u16;
        Ok(Decoded {
            picture: painter.paint(rows, word, |row| deep.convert(row))?,
            profile: Profile::Srgb,
        })
    } else {
        let byte = |value: f32| (value + 0.5) as u8;
        Ok(Decoded {
            picture: painter.paint(rows, byte, |_| {})?,
            profile: header.profile.clone(),
        })
    }
}

/// Puts colours and alpha together, row by row.
struct Painter {
    colours: Reader,
    alpha: Option<Reader>,
    premultiplied: bool,
    size: (u32, u32),
}

impl Painter {
    fn paint<S: Sample>(
        &self,
        mut rows: Rows,
        sample: impl Fn(f32) -> S,
        mut convert: impl FnMut(&mut [S]),
    ) -> Result<Pixels, Fault> {
        let (mut colours, mut lumas, mut pixels) = (Vec::new(), Vec::new(), Vec::new());
        for row in 0..self.size.1 as usize {
            self.colours.colours(row, &mut colours);
            pixels.clear();
            if let Some(alpha) = &self.alpha {
                alpha.lumas(row, &mut lumas);
                for (colour, alpha) in colours.iter().zip(&lumas) {
                    let colour = if self.premultiplied {
                        yuv::divided(*colour, *alpha)
                    } else {
                        *colour
                    };
                    pixels.extend(colour.map(&sample));
                    pixels.push(sample(*alpha));
                }
            } else {
                pixels.extend(colours.iter().flatten().map(|channel| sample(*channel)));
            }
            convert(&mut pixels);
            rows.push(&pixels);
        }
        rows.finish::<S>()
    }
}

fn decode_av1(stream: Vec<u8>, limit: u32) -> Result<Picture, Fault> {
    let mut settings = Settings::new();
    // one job, one core
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_frame_size_limit(limit);
    let mut decoder = Decoder::with_settings(&settings).map_err(|_| Fault::damaged())?;
    match decoder.send_data(stream, None, None, None) {
        Ok(()) | Err(Error::Again) => {}
        Err(_) => return Err(Fault::damaged()),
    }
    decoder.get_picture().map_err(|_| Fault::damaged())
}
