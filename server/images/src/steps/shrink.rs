//! Makes the picture as small as the largest rendition, still lying as it was stored.

use super::resize::resized;
use crate::{fault::Fault, piece::Piece};

/// Shrinks the picture. One that is small enough stays as it is.
///
/// # Errors
/// Never for a picture that was decoded.
pub fn run(piece: &mut Piece<'_>) -> Result<(), Fault> {
    let wanted = piece.plan.wanted();
    let picture = piece.take_picture()?;
    piece.picture = Some(
        if (picture.width(), picture.height()) == (wanted.width, wanted.height) {
            picture
        } else {
            resized(&picture, wanted.width, wanted.height)?
        },
    );
    Ok(())
}
