//! Makes the files: WebP with its alpha channel, JPEG on white. Neither carries anything but the picture.
//!
//! Each is handed over as soon as it is finished: it is stored while the next one is made.

use crate::{
    apart::message::{Message, RenditionFile},
    fault::Fault,
    piece::Piece,
    pixels::{Layout, Pixels, on_white},
};
use domain::media::MediaType;
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType};
use std::borrow::Cow;
use webp::PixelLayout;

const WEBP_QUALITY: f32 = 80.0;
const JPEG_QUALITY: u8 = 82;

/// Makes the files.
///
/// # Errors
/// Never for a size that was made.
pub fn run(piece: &mut Piece<'_>) -> Result<(), Fault> {
    for (slot, w, h) in piece.plan.renditions.clone() {
        let of_size = |size: &&Pixels| (size.width(), size.height()) == (w, h);
        let size = piece
            .sizes
            .iter()
            .find(of_size)
            .ok_or_else(|| Fault::later("a size is missing"))?;
        let bytes = match slot.media_type {
            MediaType::Webp => webp(size),
            MediaType::Jpeg => jpeg(size),
            MediaType::Avif | MediaType::Png | MediaType::Gif | MediaType::Heic => None,
        };
        let bytes = bytes.ok_or_else(|| Fault::later(format!("encoding {} failed", slot.name)))?;
        piece.tell(&Message::Rendition(RenditionFile {
            slot,
            width: w,
            height: h,
            bytes,
        }))?;
    }
    Ok(())
}

fn webp(picture: &Pixels) -> Option<Vec<u8>> {
    let (layout, data) = match picture.layout() {
        Layout::Grey => (
            PixelLayout::Rgb,
            Cow::Owned(picture.data().iter().flat_map(|grey| [*grey; 3]).collect()),
        ),
        Layout::Rgb => (PixelLayout::Rgb, Cow::Borrowed(picture.data())),
        Layout::Rgba => (PixelLayout::Rgba, Cow::Borrowed(picture.data())),
        // colours were converted before
        Layout::Cmyk => return None,
    };
    let encoder = webp::Encoder::new(&data, layout, picture.width(), picture.height());
    encoder
        .encode_simple(false, WEBP_QUALITY)
        .ok()
        .map(|file| file.to_vec())
}

fn jpeg(picture: &Pixels) -> Option<Vec<u8>> {
    let (kind, data) = match picture.layout() {
        Layout::Grey => (ColorType::Luma, Cow::Borrowed(picture.data())),
        Layout::Rgb => (ColorType::Rgb, Cow::Borrowed(picture.data())),
        Layout::Rgba => {
            let pixels = picture.data().chunks_exact(Layout::Rgba.channels());
            (ColorType::Rgb, Cow::Owned(pixels.flat_map(on_white).collect()))
        }
        Layout::Cmyk => return None,
    };
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, JPEG_QUALITY);
    // plain baseline: what every reader shows. Tables made for the picture would save 2 %, but then this encoder writes one
    // scan a channel, which some readers show in wrong colours
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    let (width, height) = (
        u16::try_from(picture.width()).ok()?,
        u16::try_from(picture.height()).ok()?,
    );
    encoder.encode(&data, width, height, kind).ok()?;
    Some(file)
}
