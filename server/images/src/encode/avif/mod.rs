//! AVIF, by rav1e: ten bits a channel, no chroma subsampling, with the alpha channel as it was.
//!
//! It takes one thread. rav1e writes the picture; the boxes around it are put together in [`boxes`], because what
//! ravif writes has neither a colour box nor room for XMP.

mod boxes;

use super::quality::AVIF_SPEED;
use crate::pixels::{Layout, Pixels};
use boxes::{Coded, Container};
use ravif::{BitDepth, EncodedImage, Encoder, Img, RGB8, RGBA8};

pub(super) fn file(picture: &Pixels, quality: u8, xmp: Option<&[u8]>) -> Option<Vec<u8>> {
    let encoder = Encoder::new()
        .with_quality(f32::from(quality))
        // transparency has edges, not texture: loss in it is seen at once, and it costs few bytes
        .with_alpha_quality(f32::from(quality).max(90.0))
        .with_speed(AVIF_SPEED)
        .with_bit_depth(BitDepth::Ten)
        .with_num_threads(Some(1));
    let encoded = encoded(&encoder, picture)?;
    let (colour, alpha) = streams(&encoded)?;
    let container = Container {
        width: picture.width(),
        height: picture.height(),
        colour,
        alpha,
        xmp,
    };
    container.write()
}

fn encoded(encoder: &Encoder<'_>, picture: &Pixels) -> Option<EncodedImage> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let rgb = |pixels: Vec<RGB8>| encoder.encode_rgb(Img::new(&pixels, width, height)).ok();
    match picture.layout() {
        Layout::Grey => rgb(picture
            .data()
            .iter()
            .map(|grey| RGB8::new(*grey, *grey, *grey))
            .collect()),
        Layout::Rgb => rgb(picture
            .data()
            .as_chunks()
            .0
            .iter()
            .map(|pixel| RGB8::from(*pixel))
            .collect()),
        Layout::Rgba => {
            let pixels: Vec<_> = picture
                .data()
                .as_chunks()
                .0
                .iter()
                .map(|pixel| RGBA8::from(*pixel))
                .collect();
            encoder.encode_rgba(Img::new(&pixels, width, height)).ok()
        }
        // colours were converted before
        Layout::Cmyk => None,
    }
}

/// The picture and its alpha channel out of the file that ravif wrote: it ends with them, alpha first.
fn streams(encoded: &EncodedImage) -> Option<(Coded<'_>, Option<Coded<'_>>)> {
    let file = &encoded.avif_file;
    let (rest, colour) = file.split_at_checked(file.len().checked_sub(encoded.color_byte_size)?)?;
    let (head, alpha) = rest.split_at_checked(rest.len().checked_sub(encoded.alpha_byte_size)?)?;
    let mut configurations = boxes::configurations(head)?.into_iter();
    let colour = Coded {
        data: colour,
        configuration: configurations.next()?,
    };
    if alpha.is_empty() {
        return Some((colour, None));
    }
    let alpha = Coded {
        data: alpha,
        configuration: configurations.next()?,
    };
    Some((colour, Some(alpha)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{Header, Profile, decode};

    fn read(file: &[u8]) -> Pixels {
        let header = Header::read(file).unwrap();
        assert_eq!(header.profile, Profile::Srgb);
        decode(file, &header, header.whole()).unwrap().picture
    }

    #[test]
    fn colours_and_alpha_come_back() {
        let pixels = [[220, 40, 40, 255], [40, 180, 60, 128]]
            .map(|pixel| pixel.repeat(16))
            .concat();
        let picture = Pixels::new(32, 24, Layout::Rgba, pixels.repeat(24)).unwrap();
        let found = read(&file(&picture, 90, Some(b"<x/>")).unwrap());
        assert_eq!((found.width(), found.height(), found.layout()), (32, 24, Layout::Rgba));
        for (a, b) in found.data().iter().zip(picture.data()) {
            assert!(a.abs_diff(*b) <= 12, "{a} {b}");
        }
    }

    #[test]
    fn a_grey_picture_stays_grey() {
        let picture = Pixels::new(16, 16, Layout::Grey, (0..=255).collect()).unwrap();
        let found = read(&file(&picture, 90, None).unwrap());
        let channels = found.layout().channels();
        for (pixel, shade) in found.data().chunks_exact(channels).zip(0..=255_u8) {
            assert!(
                pixel.iter().all(|channel| channel.abs_diff(shade) <= 10),
                "{pixel:?} {shade}"
            );
        }
    }
}
