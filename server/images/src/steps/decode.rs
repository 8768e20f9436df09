//! Decodes the picture, and lets the file go, unless it is to be copied.

use crate::{fault::Fault, formats, piece::Piece};
use std::mem::take;

/// Decodes the picture: all of it, or a smaller one that is large enough.
///
/// # Errors
/// If the file is damaged.
pub fn run(piece: &mut Piece<'_>) -> Result<(), Fault> {
    let file = take(&mut piece.file);
    let decoded = formats::decode(&file, &piece.header, piece.plan.wanted())?;
    if piece.order.copy {
        piece.file = file;
    }
    piece.picture = Some(decoded.picture);
    piece.profile = decoded.profile;
    Ok(())
}
