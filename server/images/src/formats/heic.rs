//! HEIC, as phones write it: single pictures and grids of tiles, of eight or ten bits.
//!
//! Only with the feature `heic`. The decoder is `heic-decoder`: HEVC in safe Rust, young, and for a format that patents lie
//! on, so that who runs the service decides. The container is read by our own reader, the one for AVIF; the decoder sees a
//! file only in the process apart.

use super::{
    Decoded, Header, Profile, Wanted,
    avif::container::{Colour, Description},
    rows::Rows,
    tiff,
};
use crate::{colour::Deep, fault::Fault, pixels::Layout};
use domain::{media::MediaType, reason::Reason};
use heic_decoder::{DecodeOptions, DecodedImage, HeifError, decode_with};

/// What the decoder holds at once for each pixel, in bytes: planes of four bytes a sample, of all tiles and of the whole,
/// and the picture as RGB.
const BYTES_A_PIXEL: u64 = 24;

/// Reads everything but the pixels.
///
/// # Errors
/// If the file is damaged, or of a kind that is not read.
pub fn header(file: &[u8]) -> Result<Header, Fault> {
    let description = Description::read(file)?;
    if !matches!(&description.kind, b"hvc1" | b"grid") {
        return Err(Fault::File(Reason::Heic));
    }
    let (width, height) = description.size;
    Ok(Header {
        media_type: MediaType::Heic,
        width,
        height,
        profile: match description.colour {
            Colour::Icc(profile) => Profile::Icc(profile.to_vec()),
            Colour::DisplayP3 => Profile::DisplayP3,
            Colour::Other => Profile::Srgb,
        },
        exif: description.exif.and_then(|block| tiff(&block)),
        // EXIF repeats what the container prescribes, and would turn the picture twice
        orientation: Some(description.orientation),
        memory: (u64::from(width) * u64::from(height)).saturating_mul(BYTES_A_PIXEL),
        jpeg: None,
    })
}

/// Decodes the pixels.
///
/// # Errors
/// If the file is damaged, or of a kind that is not read.
pub fn decode(file: &[u8], header: &Header, wanted: Wanted) -> Result<Decoded, Fault> {
    let image = on_this_thread(|| {
        // the steps that come later turn the picture
        let as_stored = DecodeOptions {
            apply_transforms: false,
        };
        decode_with(file, &as_stored).map_err(|error| fault(&error))
    })??;
    let size = (header.width, header.height);
    if (u32::try_from(image.width), u32::try_from(image.height)) != (Ok(size.0), Ok(size.1)) {
        return Err(Fault::damaged());
    }
    if image.bit_depth_luma > 8 {
        decode_words(&image, header, wanted)
    } else {
        decode_bytes(&image, header, wanted)
    }
}

/// The decoder works on tiles in parallel. One job has one core, and may start no thread.
fn on_this_thread<T>(work: impl FnOnce() -> T) -> Result<T, Fault> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread()
        .build();
    let _pool = pool.map_err(|_| Fault::later("the decoder for HEIC could not be set up"))?;
    Ok(work())
}

fn decode_bytes(image: &DecodedImage, header: &Header, wanted: Wanted) -> Result<Decoded, Fault> {
    let (layout, data) = match &image.alpha {
        Some(_) => (Layout::Rgba, image.to_rgba8().map(|rgba| rgba.data)),
        None => (Layout::Rgb, image.to_rgb8().map(|rgb| rgb.data)),
    };
    let data = data.map_err(|error| fault(&error))?;
    let mut rows = Rows::new((header.width, header.height), layout, wanted);
    for row in data.chunks_exact(row_length(header, layout)) {
        rows.push(row);
    }
    Ok(Decoded {
        picture: rows.finish::<u8>()?,
        profile: header.profile.clone(),
    })
}

fn decode_words(image: &DecodedImage, header: &Header, wanted: Wanted) -> Result<Decoded, Fault> {
    let (layout, data) = match &image.alpha {
        Some(_) => (Layout::Rgba, image.to_rgba16().map(|rgba| rgba.data)),
        None => (Layout::Rgb, image.to_rgb16().map(|rgb| rgb.data)),
    };
    let mut data = data.map_err(|error| fault(&error))?;
    let mut rows = Rows::new((header.width, header.height), layout, wanted);
    let mut deep = Deep::new(&header.profile, layout);
    for row in data.chunks_exact_mut(row_length(header, layout)) {
        deep.convert(row);
        rows.push(row);
    }
    Ok(Decoded {
        picture: rows.finish::<u16>()?,
        profile: Profile::Srgb,
    })
}

fn row_length(header: &Header, layout: Layout) -> usize {
    header.width as usize * layout.channels()
}

fn fault(error: &HeifError) -> Fault {
    match error {
        HeifError::Truncated { .. } => Fault::cut_short(),
        HeifError::Unsupported(_) => Fault::File(Reason::Heic),
        _ => Fault::damaged(),
    }
}
