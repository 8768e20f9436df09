//! Lays one picture over another.

use crate::{
    fault::Fault,
    pixels::{Layout, Pixels},
};

/// Lays a stamp (with alpha) over a picture. What lies outside is cut off.
pub(super) fn over(picture: Pixels, stamp: &Pixels, (x, y): (i64, i64), opacity: u8) -> Result<Pixels, Fault> {
    let (width, height, layout) = (picture.width(), picture.height(), picture.layout());
    let blend = match layout {
        Layout::Grey => grey,
        Layout::Rgb => rgb,
        Layout::Rgba => rgba,
        Layout::Cmyk => return Err(Fault::later("a mark on inks")),
    };
    let channels = layout.channels();
    let mut data = picture.into_data();
    let (skipped, from) = split(x);
    for (row, stamp_row) in (y..).zip(stamp.rows()) {
        let Ok(row) = usize::try_from(row) else { continue };
        let pixels = data
            .chunks_exact_mut((width as usize * channels).max(1))
            .nth(row)
            .into_iter()
            .flat_map(|row| row.chunks_exact_mut(channels).skip(from));
        for (pixel, mark) in pixels.zip(stamp_row.as_chunks::<4>().0.iter().skip(skipped)) {
            let [shade @ .., alpha] = *mark;
            blend(pixel, shade, u32::from(alpha) * u32::from(opacity.min(100)) / 100);
        }
    }
    Pixels::new(width, height, layout, data)
}

/// How much of the stamp lies outside on the left, and where the rest begins.
fn split(x: i64) -> (usize, usize) {
    let outside = usize::try_from(-x).unwrap_or_default();
    (outside, usize::try_from(x).unwrap_or_default())
}

fn mixed(below: u8, above: u8, alpha: u32) -> u8 {
    let mixed = (u32::from(below) * (255 - alpha) + u32::from(above) * alpha + 127) / 255;
    u8::try_from(mixed).unwrap_or(u8::MAX)
}

fn grey(pixel: &mut [u8], [shade, ..]: [u8; 3], alpha: u32) {
    for channel in pixel {
        *channel = mixed(*channel, shade, alpha);
    }
}

fn rgb(pixel: &mut [u8], shade: [u8; 3], alpha: u32) {
    for (channel, shade) in pixel.iter_mut().zip(shade) {
        *channel = mixed(*channel, shade, alpha);
    }
}

/// Porter and Duff's "over", for alpha that is not multiplied into the colours.
fn rgba(pixel: &mut [u8], shade: [u8; 3], alpha: u32) {
    let [r, g, b, below] = pixel else { return };
    let through = u32::from(*below) * (255 - alpha) / 255;
    let sum = alpha + through;
    for (channel, shade) in [r, g, b].into_iter().zip(shade) {
        let mixed = (u32::from(shade) * alpha + u32::from(*channel) * through + sum / 2).checked_div(sum);
        *channel = mixed.and_then(|mixed| u8::try_from(mixed).ok()).unwrap_or(*channel);
    }
    *below = u8::try_from(sum).unwrap_or(u8::MAX);
}
