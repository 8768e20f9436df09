//! Makes the files.

use crate::{
    encode::file,
    fault::Fault,
    pipeline::{RenditionFile, Work},
    pixels::Pixels,
};
use domain::rendition::plan;

/// Makes the files.
///
/// # Errors
/// Never for a size that was made.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    let (width, height) = work.seen()?;
    for (slot, w, h) in plan(&work.ticket.slots(), width, height) {
        let of_size = |size: &&Pixels| (size.width(), size.height()) == (w, h);
        let size = work
            .sizes
            .iter()
            .find(of_size)
            .ok_or_else(|| Fault::later("a size is missing"))?;
        let bytes = file(size, slot, work.ticket.wishes.credit.as_ref())?;
        work.files.push(RenditionFile {
            slot,
            width: w,
            height: h,
            bytes,
        });
    }
    work.sizes.clear();
    Ok(())
}
