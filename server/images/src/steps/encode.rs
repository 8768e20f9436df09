//! Makes the files.
//!
//! Each is handed over as soon as it is finished: it is stored while the next one is made.

use crate::{
    apart::message::{Message, RenditionFile},
    encode::file,
    fault::Fault,
    piece::Piece,
    pixels::Pixels,
};

/// Makes the files.
///
/// # Errors
/// Never for a size that was made.
pub fn run(piece: &mut Piece<'_>) -> Result<(), Fault> {
    for (slot, w, h) in piece.plan.renditions.clone() {
        let of_size = |size: &&Pixels| (size.width(), size.height()) == (w, h);
        let size = piece
            .sizes
            .iter()
            .find(of_size)
            .ok_or_else(|| Fault::later("a size is missing"))?;
        let bytes = file(size, slot, piece.order.credit.as_ref())?;
        piece.tell(&Message::Rendition(RenditionFile {
            slot,
            width: w,
            height: h,
            bytes,
        }))?;
    }
    Ok(())
}
