//! Turns the picture the way it is meant to be seen (EXIF orientation 1 to 8).

use crate::{
    fault::Fault,
    piece::Piece,
    pixels::{Layout, Pixels},
};

/// Turns the picture upright.
///
/// # Errors
/// Never for a picture that was decoded.
pub fn run(piece: &mut Piece<'_>) -> Result<(), Fault> {
    let picture = piece.take_picture()?;
    piece.picture = Some(upright(picture, piece.order.orientation)?);
    Ok(())
}

fn upright(picture: Pixels, orientation: u32) -> Result<Pixels, Fault> {
    if !(2..=8).contains(&orientation) {
        return Ok(picture);
    }
    let (width, height, layout) = (picture.width(), picture.height(), picture.layout());
    let data = match layout {
        Layout::Grey => turned::<1>(&picture, orientation),
        Layout::Rgb => turned::<3>(&picture, orientation),
        Layout::Rgba | Layout::Cmyk => turned::<4>(&picture, orientation),
    };
    let (width, height) = if orientation >= 5 {
        (height, width)
    } else {
        (width, height)
    };
    Pixels::new(width, height, layout, data)
}

fn turned<const CHANNELS: usize>(picture: &Pixels, orientation: u32) -> Vec<u8> {
    let pixels = picture.data().as_chunks::<CHANNELS>().0;
    let (w, h) = (picture.width() as usize, picture.height() as usize);
    let (to_width, to_height) = if orientation >= 5 { (h, w) } else { (w, h) };
    // where each pixel comes from
    let from = |x: usize, y: usize| match orientation {
        2 => (w - 1 - x, y),
        3 => (w - 1 - x, h - 1 - y),
        4 => (x, h - 1 - y),
        5 => (y, x),
        6 => (y, h - 1 - x),
        7 => (w - 1 - y, h - 1 - x),
        8 => (w - 1 - y, x),
        _ => (x, y),
    };
    let mut data = Vec::with_capacity(picture.data().len());
    for y in 0..to_height {
        for x in 0..to_width {
            let (from_x, from_y) = from(x, y);
            data.extend(pixels.get(from_y * w + from_x).into_iter().flatten());
        }
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_orientation_ends_upright() {
        // upright, this is  1 2 3
        //                   4 5 6
        let stored: [(u32, u32, [u8; 6]); 8] = [
            (3, 2, [1, 2, 3, 4, 5, 6]),
            (3, 2, [3, 2, 1, 6, 5, 4]),
            (3, 2, [6, 5, 4, 3, 2, 1]),
            (3, 2, [4, 5, 6, 1, 2, 3]),
            (2, 3, [1, 4, 2, 5, 3, 6]),
            (2, 3, [3, 6, 2, 5, 1, 4]),
            (2, 3, [6, 3, 5, 2, 4, 1]),
            (2, 3, [4, 1, 5, 2, 6, 3]),
        ];
        for (orientation, (width, height, data)) in (1..).zip(stored) {
            let picture = Pixels::new(width, height, Layout::Grey, data.to_vec()).unwrap();
            let expected = Pixels::new(3, 2, Layout::Grey, vec![1, 2, 3, 4, 5, 6]).unwrap();
            assert_eq!(upright(picture, orientation), Ok(expected), "orientation {orientation}");
        }
    }

    #[test]
    fn the_channels_of_a_pixel_stay_together() {
        let picture = Pixels::new(2, 1, Layout::Rgba, vec![1, 2, 3, 4, 5, 6, 7, 8]).unwrap();
        assert_eq!(upright(picture, 2).unwrap().data(), [5, 6, 7, 8, 1, 2, 3, 4]);
    }

    #[test]
    fn an_orientation_that_does_not_exist_turns_nothing() {
        let picture = Pixels::new(1, 1, Layout::Grey, vec![7]).unwrap();
        for orientation in [0, 1, 9, u32::MAX] {
            assert_eq!(upright(picture.clone(), orientation), Ok(picture.clone()));
        }
    }
}
