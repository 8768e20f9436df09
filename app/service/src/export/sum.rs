//! Computing checksums that nobody knows yet: of photos that were never processed, or by an image service before it computed
//! them. A few bytes a step, since every one of them is looked at here.

use super::{Next, Trouble, page, written};
use crate::{
    World,
    sql::{
        self,
        exports::{ExportRow, PageRow},
    },
};

/// How many bytes one step sums: an invocation has 10 ms of the processor on the free plan, and may have four messages.
const BYTES_AT_ONCE: u64 = 2 * 1024 * 1024;

/// Sums what fits into a step, of the first page that has a file without a checksum.
pub(super) async fn step(world: &World, row: &ExportRow) -> Result<Next, Trouble> {
    let page: Option<PageRow> = world.db.run(sql::exports::unsummed(row)).await?.first()?;
    let Some(page) = page else {
        return written(world, vec![sql::exports::summed(row, 0, 0, true, world.now())]).await;
    };
    let mut files = page::files(&page)?;
    let (mut to, mut sum, mut left) = (row.summed_to, row.sum, BYTES_AT_ONCE);
    for file in files.iter_mut().filter(|file| file.crc32.is_none()) {
        let key = file.source.key().ok_or(Trouble::Gone)?;
        let end = file.bytes.min(to.saturating_add(left));
        sum = world.archives.crc32(key, to..end, sum).await?.ok_or(Trouble::Gone)?;
        left = left.saturating_sub(end - to);
        to = end;
        if to < file.bytes {
            break;
        }
        file.crc32 = Some(sum);
        (to, sum) = (0, 0);
        if left == 0 {
            break;
        }
    }
    let (entries, unsummed) = (page::write(&files)?, page::unsummed(&files));
    let statements = vec![
        sql::exports::page_summed(row, page.number, entries, unsummed),
        sql::exports::summed(row, to, sum, false, world.now()),
    ];
    written(world, statements).await
}
