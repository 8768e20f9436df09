//! Converts colours to sRGB.

use crate::{colour::to_srgb, fault::Fault, piece::Piece};

/// Converts colours to sRGB.
///
/// # Errors
/// Never for a picture that was decoded.
pub fn run(piece: &mut Piece<'_>) -> Result<(), Fault> {
    let picture = piece.take_picture()?;
    piece.picture = Some(to_srgb(picture, &piece.profile)?);
    Ok(())
}
