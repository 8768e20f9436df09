//! Puts the watermark on every size, if one is asked for.

use crate::{
    fault::Fault,
    piece::Piece,
    watermark::{self, Mark},
};
use std::mem::take;

/// Puts the mark on.
///
/// # Errors
/// If the mark cannot be drawn. What was checked when it was saved can be: anything else would publish a photo unmarked
/// whose owner asked for a mark.
pub fn run(piece: &mut Piece<'_>) -> Result<(), Fault> {
    let Some(order) = &piece.order.mark else {
        return Ok(());
    };
    let mark = match &order.text {
        Some(text) => Mark::text(text)?,
        None => Mark::picture(&take(&mut piece.mark))?,
    };
    let style = order.style;
    let marked: Result<Vec<_>, Fault> = take(&mut piece.sizes)
        .into_iter()
        .map(|size| watermark::put(size, &mark, &style))
        .collect();
    piece.sizes = marked?;
    Ok(())
}
