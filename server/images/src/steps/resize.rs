//! Makes every size that is needed, each from the next larger one.

use crate::{
    fault::Fault,
    piece::Piece,
    pixels::{Layout, Pixels, buffer},
};
use fast_image_resize::{
    PixelComponentMapper, PixelType, ResizeOptions, Resizer, create_srgb_mapper,
    images::{Image, ImageRef},
};
use std::sync::LazyLock;

/// Makes the sizes.
///
/// # Errors
/// Never for a picture that was decoded.
pub fn run(piece: &mut Piece<'_>) -> Result<(), Fault> {
    let mut sizes = vec![piece.take_picture()?];
    for (w, h) in piece.plan.sizes() {
        if let Some(larger) = sizes.last().filter(|size| (size.width(), size.height()) != (w, h)) {
            sizes.push(resized(larger, w, h)?);
        }
    }
    piece.sizes = sizes;
    Ok(())
}

/// A smaller copy (Lanczos, three lobes), averaged in light: where fine patterns of dark and bright melt together, the
/// average of the numbers that stand for light would be too dark. Transparent pixels do not bleed into their neighbours:
/// colours are weighted by alpha.
///
/// # Errors
/// If there is no such size.
pub fn resized(picture: &Pixels, width: u32, height: u32) -> Result<Pixels, Fault> {
    let (numbers, light) = match picture.layout() {
        Layout::Grey => (PixelType::U8, PixelType::U16),
        Layout::Rgb => (PixelType::U8x3, PixelType::U16x3),
        Layout::Rgba => (PixelType::U8x4, PixelType::U16x4),
        // inks cover paper in shares: their numbers are averaged as they are
        Layout::Cmyk => return resized_as_it_is(picture, width, height),
    };
    let from = source(picture, numbers)?;
    let mut lit = Image::new(picture.width(), picture.height(), light);
    CURVE.forward_map(&from, &mut lit).map_err(|_| impossible())?;
    let mut small = Image::new(width, height, light);
    let options = ResizeOptions::new().use_alpha(picture.layout() == Layout::Rgba);
    Resizer::new()
        .resize(&lit, &mut small, &options)
        .map_err(|_| impossible())?;
    drop(lit);
    let mut data = buffer(width, height, picture.layout())?;
    let mut to = Image::from_slice_u8(width, height, &mut data, numbers).map_err(|_| impossible())?;
    CURVE.backward_map(&small, &mut to).map_err(|_| impossible())?;
    drop(to);
    Pixels::new(width, height, picture.layout(), data)
}

/// From the numbers of sRGB to light and back, at sixteen bits: dark shades lie too close together for eight.
static CURVE: LazyLock<PixelComponentMapper> = LazyLock::new(create_srgb_mapper);

fn resized_as_it_is(picture: &Pixels, width: u32, height: u32) -> Result<Pixels, Fault> {
    let mut data = buffer(width, height, picture.layout())?;
    let mut to = Image::from_slice_u8(width, height, &mut data, PixelType::U8x4).map_err(|_| impossible())?;
    let options = ResizeOptions::new().use_alpha(false);
    Resizer::new()
        .resize(&source(picture, PixelType::U8x4)?, &mut to, &options)
        .map_err(|_| impossible())?;
    drop(to);
    Pixels::new(width, height, picture.layout(), data)
}

fn source(picture: &Pixels, kind: PixelType) -> Result<ImageRef<'_>, Fault> {
    ImageRef::new(picture.width(), picture.height(), picture.data(), kind).map_err(|_| impossible())
}

fn impossible() -> Fault {
    Fault::later("resizing failed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_colour_stays_what_it_is() {
        for (layout, pixel) in [
            (Layout::Grey, &[200][..]),
            (Layout::Rgb, &[10, 200, 90]),
            (Layout::Rgba, &[10, 200, 90, 255]),
        ] {
            let picture = Pixels::new(40, 30, layout, pixel.repeat(1200)).unwrap();
            let small = resized(&picture, 7, 5).unwrap();
            assert_eq!(small.data(), pixel.repeat(35));
        }
    }

    #[test]
    fn fine_patterns_keep_their_light() {
        let rows = [[0, 255].repeat(60), [255, 0].repeat(60)].concat();
        for (layout, colour, alpha) in [(Layout::Grey, 1, 0), (Layout::Rgb, 3, 0), (Layout::Rgba, 3, 1)] {
            let pixel = |shade: &u8| [vec![*shade; colour], vec![255; alpha]].concat();
            let data: Vec<u8> = rows.repeat(40).iter().flat_map(pixel).collect();
            let picture = Pixels::new(120, 80, layout, data).unwrap();
            let small = resized(&picture, 40, 27).unwrap();
            // half of the light is the shade 188; half of the numbers would be 128
            let inner = small
                .rows()
                .skip(3)
                .take(20)
                .flat_map(|row| &row[layout.channels() * 3..][..layout.channels() * 30]);
            for (place, sample) in inner.enumerate() {
                let expected = if alpha == 1 && place % 4 == 3 { 255 } else { 188 };
                assert!(sample.abs_diff(expected) <= 3, "{layout:?}: {sample} is not {expected}");
            }
        }
        let picture = Pixels::new(2, 2, Layout::Cmyk, [[0; 4], [255; 4], [255; 4], [0; 4]].concat()).unwrap();
        let ink = resized(&picture, 1, 1).unwrap();
        assert!(ink.data().iter().all(|ink| ink.abs_diff(128) <= 1), "{:?}", ink.data());
    }

    #[test]
    fn every_shade_comes_back_from_light() {
        let shades: Vec<u8> = (0..=255).flat_map(|shade| [shade; 16]).collect();
        let picture = Pixels::new(16, 256, Layout::Grey, shades).unwrap();
        let small = resized(&picture, 8, 256).unwrap();
        let expected: Vec<u8> = (0..=255).flat_map(|shade| [shade; 8]).collect();
        assert_eq!(small.data(), expected);
    }

    #[test]
    fn what_is_transparent_does_not_bleed() {
        // half is opaque red, half transparent green
        let row = [[255, 0, 0, 255].repeat(10), [0, 255, 0, 0].repeat(10)].concat();
        let picture = Pixels::new(20, 20, Layout::Rgba, row.repeat(20)).unwrap();
        let small = resized(&picture, 5, 5).unwrap();
        for [_, green, _, alpha] in small.data().as_chunks().0 {
            assert!(*alpha == 0 || *green <= 2, "green {green} at alpha {alpha}");
        }
    }
}
