//! Makes the picture as small as the largest rendition, still lying as it was stored.
//!
//! In two parts: boxes of so many pixels each way become one, as long as enough are left; what is left of the way, less than
//! half, is resized. Both in light, so that fine patterns keep their brightness.

use super::resize::resized;
use crate::{
    fault::Fault,
    formats::{Wanted, rows},
    piece::Piece,
    pixels::Pixels,
};

/// Shrinks the picture. One that is small enough stays as it is.
///
/// # Errors
/// Never for a picture that was decoded.
pub fn run(piece: &mut Piece<'_>) -> Result<(), Fault> {
    let wanted = piece.plan.wanted();
    let picture = boxed(piece.take_picture()?, wanted)?;
    piece.picture = Some(
        if (picture.width(), picture.height()) == (wanted.width, wanted.height) {
            picture
        } else {
            resized(&picture, wanted.width, wanted.height)?
        },
    );
    Ok(())
}

/// Less than twice what is wanted, in one direction at least.
fn boxed(picture: Pixels, wanted: Wanted) -> Result<Pixels, Fault> {
    let size = (picture.width(), picture.height());
    if rows::kept(size.0, size.1, wanted) == size {
        return Ok(picture);
    }
    let mut rows = rows::Rows::new(size, picture.layout(), wanted);
    picture.rows().for_each(|row| rows.push(row));
    rows.finish::<u8>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::Layout;

    #[test]
    fn boxes_leave_enough_and_keep_the_light() {
        let wanted = Wanted { width: 30, height: 20 };
        for (width, height, boxed_to) in [
            (30, 20, (30, 20)),
            (59, 39, (59, 39)),
            (60, 40, (30, 20)),
            (100, 70, (34, 24)),
        ] {
            let row = [[0, 255].repeat(50), [255, 0].repeat(50)].concat();
            let data: Vec<u8> = row.iter().cycle().copied().take((width * height) as usize).collect();
            let picture = Pixels::new(width, height, Layout::Grey, data).unwrap();
            let small = boxed(picture, wanted).unwrap();
            assert_eq!((small.width(), small.height()), boxed_to);
        }
    }
}
