//! Makes every size that is needed, each from the next larger one.

use crate::{
    fault::Fault,
    piece::Piece,
    pixels::{Layout, Pixels, buffer},
};
use fast_image_resize::{
    PixelType, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};

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

/// A smaller copy (Lanczos, three lobes). Transparent pixels do not bleed into their neighbours: colours are weighted
/// by alpha.
///
/// # Errors
/// If there is no such size.
pub fn resized(picture: &Pixels, width: u32, height: u32) -> Result<Pixels, Fault> {
    let layout = picture.layout();
    let kind = match layout {
        Layout::Grey => PixelType::U8,
        Layout::Rgb => PixelType::U8x3,
        Layout::Rgba | Layout::Cmyk => PixelType::U8x4,
    };
    let impossible = || Fault::later("resizing failed");
    let from = ImageRef::new(picture.width(), picture.height(), picture.data(), kind).map_err(|_| impossible())?;
    let mut data = buffer(width, height, layout)?;
    let mut to = Image::from_slice_u8(width, height, &mut data, kind).map_err(|_| impossible())?;
    // only where the fourth channel is alpha do colours count by it
    let options = ResizeOptions::new().use_alpha(layout == Layout::Rgba);
    Resizer::new()
        .resize(&from, &mut to, &options)
        .map_err(|_| impossible())?;
    drop(to);
    Pixels::new(width, height, layout, data)
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
