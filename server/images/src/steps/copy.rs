//! Makes a smaller copy of the original, where its owner wants one instead: last, when everything else is handed over.

use crate::{apart::message::Message, fault::Fault, original::smaller, piece::Piece};
use std::mem::take;

/// Makes the copy. That there is none, because it would not be smaller or takes too long, is no fault.
///
/// # Errors
/// If nobody takes it.
pub fn run(piece: &mut Piece<'_>) -> Result<(), Fault> {
    if !piece.order.copy {
        return Ok(());
    }
    let file = take(&mut piece.file);
    // what is left after this is for storing and reporting
    let time = piece.deadline.left() / 2;
    smaller(&file, &piece.header, time).map_or(Ok(()), |copy| piece.tell(&Message::Copy(copy)))
}
