//! AVIF: single pictures of 8, 10 or 12 bits, with or without alpha. Not pictures put together from a grid of tiles.
//!
//! The AV1 decoder is `re_rav1d`: dav1d in Rust, built without its assembly (which is not memory-safe).

pub mod boxes;
pub mod container;
pub mod frames;
pub mod yuv;

use super::{Header, Profile, tiff};
use crate::{
    fault::Fault,
    limits::MAX_AVIF_FRAMES,
    pixels::{Layout, Pixels},
};
use container::{Colour, Container};
use domain::{media::MediaType, reason::Reason};
use re_rav1d::dav1d::{Decoder, Error, Picture, Settings};

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

/// Decodes the pixels.
///
/// # Errors
/// If the file is damaged, or uses a colour model that is not read.
pub fn decode(file: &[u8]) -> Result<Pixels, Fault> {
    let container = Container::read(file)?;
    let (w, h) = container.size;
    // dimensions were checked with the header; the stream has its own, which must not be larger
    let limit = w.saturating_mul(h);
    let picture = decode_av1(container.picture, limit)?;
    let rgb = yuv::to_rgb(&picture)?;
    let (width, height) = (picture.width(), picture.height());
    drop(picture);
    let Some(alpha) = container.alpha else {
        return Pixels::new(width, height, Layout::Rgb, rgb);
    };
    let alpha = decode_av1(alpha, limit)?;
    if (alpha.width(), alpha.height()) != (width, height) {
        return Err(Fault::damaged());
    }
    let data = yuv::with_alpha(&rgb, &yuv::to_grey(&alpha), container.premultiplied);
    Pixels::new(width, height, Layout::Rgba, data)
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
