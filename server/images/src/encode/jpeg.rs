//! JPEG: what everything can show.

use super::icc;
use crate::pixels::{Layout, Pixels, on_white};
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};
use std::borrow::Cow;

/// What a segment of XMP begins with (XMP part 3, 1.1.3).
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";

pub(super) fn file(picture: &Pixels, quality: u8, xmp: Option<&[u8]>) -> Option<Vec<u8>> {
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
    let mut encoder = Encoder::new(&mut file, quality);
    // plain baseline: what every reader shows. Tables made for the picture would save 2 %, but then this encoder writes one
    // scan a channel, which some readers show in wrong colours
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    // an unmarked picture of one channel is grey in every reader: a profile of three channels would contradict it
    if kind != ColorType::Luma {
        encoder.add_icc_profile(icc::srgb()).ok()?;
    }
    if let Some(xmp) = xmp {
        encoder.add_app_segment(1, [XMP, xmp].concat()).ok()?;
    }
    let (width, height) = (
        u16::try_from(picture.width()).ok()?,
        u16::try_from(picture.height()).ok()?,
    );
    encoder.encode(&data, width, height, kind).ok()?;
    Some(file)
}
