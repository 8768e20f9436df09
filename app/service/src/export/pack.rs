//! Putting an export's file together in storage, part by part.
//!
//! All parts but the last must have the same size, and a step may open only so many files. So a part of many small files is
//! stored slice by slice first, each a file of its own, and then made of its slices.

use super::{DAYS, Next, Trouble, ending::slices, gather::gather, key, written};
use crate::{
    World,
    ports::{MAX_PARTS, MIN_PART_BYTES, Piece, PortError},
    sql::{
        self,
        exports::{ExportRow, Packed, PartRow},
    },
};
use domain::storage::{Bucket, StorageKey};

/// The usual size of a part.
const PART_BYTES: u64 = 8 * 1024 * 1024;

/// How many parts a large export has at most: whoever completes it names them all.
const PARTS: u64 = 256;

/// How many parts or slices one step stores.
pub(super) const PARTS_AT_ONCE: u32 = 4;

const _: () = assert!(PART_BYTES >= MIN_PART_BYTES && PARTS < MAX_PARTS, "R2's rules");

/// How large the parts are of a file of this size: whole MiB.
const fn part_bytes(bytes: u64) -> u64 {
    let mebibytes = bytes.div_ceil(PARTS).div_ceil(1 << 20);
    if mebibytes << 20 > PART_BYTES {
        mebibytes << 20
    } else {
        PART_BYTES
    }
}

/// Stores what fits into a step, and completes the file once everything is stored.
pub(super) async fn step(world: &World, row: &ExportRow) -> Result<Next, Trouble> {
    let mut at = Packed {
        to: row.packed_to,
        page: row.page,
        slices: serde_json::from_str(&row.slices).map_err(|error| PortError::new("read an export", error))?,
        slices_made: row.slices_made,
    };
    let Some(upload) = &row.upload else {
        return begin(world, row).await;
    };
    for _ in 0..PARTS_AT_ONCE {
        if at.to >= row.bytes() {
            return finish(world, row, upload, at.slices_made).await;
        }
        match store(world, row, upload, &at).await? {
            Some(further) => at = further,
            None => return Ok(Next::Over),
        }
    }
    written(world, vec![sql::exports::go_on(row, world.now())]).await
}

/// Begins the upload: a step of its own, so that whoever ends the next ones knows what to abort.
async fn begin(world: &World, row: &ExportRow) -> Result<Next, Trouble> {
    let upload = world.archives.begin(key(row)).await?;
    let begun = sql::exports::begun(row, &upload, part_bytes(row.bytes()), world.now());
    let next = written(world, vec![begun]).await?;
    if next == Next::Over {
        world.archives.abort(key(row), &upload).await?;
    }
    Ok(next)
}

/// Stores the rest of the part that is under way, or a slice of it; nothing if the step is somebody else's now.
async fn store(world: &World, row: &ExportRow, upload: &str, at: &Packed) -> Result<Option<Packed>, Trouble> {
    let part = at.to / row.part_bytes.max(1);
    let until = ((part + 1) * row.part_bytes).min(row.bytes());
    let (pieces, mut further) = gather(world, row, at, until).await?;
    let mut statements = Vec::new();
    if further.to < until {
        further.slices.push(further.to - at.to);
        further.slices_made += 1;
        store_slice(world, row, further.slices_made, pieces).await?;
    } else {
        let number = u32::try_from(part + 1).unwrap_or(u32::MAX);
        let whole = stored_slices(row, at).chain(pieces).collect();
        let etag = store_part(world, row, upload, number, whole).await?;
        further.slices.clear();
        statements.push(sql::exports::part_stored(row, number, &etag));
    }
    statements.push(sql::exports::packed(row, &further));
    Ok((written(world, statements).await? == Next::Step).then_some(further))
}

/// The slices that are stored of the part that is under way: the last that were made.
fn stored_slices(row: &ExportRow, at: &Packed) -> impl Iterator<Item = Piece> {
    let first = at
        .slices_made
        .saturating_sub(u32::try_from(at.slices.len()).unwrap_or(u32::MAX))
        + 1;
    let (token, round) = (row.token, row.round);
    (first..)
        .zip(at.slices.clone())
        .map(move |(number, length)| Piece::Object {
            bucket: Bucket::Private,
            key: StorageKey::ExportSlice(token, round, number),
            offset: 0,
            length,
        })
}

async fn store_slice(world: &World, row: &ExportRow, number: u32, pieces: Vec<Piece>) -> Result<(), Trouble> {
    let slice = StorageKey::ExportSlice(row.token, row.round, number);
    let stored = world.archives.store(slice, pieces.clone()).await;
    explained(world, &pieces, stored).await
}

async fn store_part(
    world: &World,
    row: &ExportRow,
    upload: &str,
    number: u32,
    pieces: Vec<Piece>,
) -> Result<String, Trouble> {
    let etag = world.archives.part(key(row), upload, number, pieces.clone()).await;
    explained(world, &pieces, etag).await
}

/// What came of storing pieces. If they could not be: whether one of their files is gone, or it may work next time.
async fn explained<T>(world: &World, pieces: &[Piece], stored: Result<T, PortError>) -> Result<T, Trouble> {
    match stored {
        Ok(value) => Ok(value),
        Err(error) => Err(why(world, pieces, error).await),
    }
}

async fn why(world: &World, pieces: &[Piece], error: PortError) -> Trouble {
    for piece in pieces {
        let Piece::Object {
            bucket,
            key,
            offset,
            length,
        } = piece
        else {
            continue;
        };
        match world.blobs.size(*bucket, *key).await {
            Ok(Some(size)) if size >= offset + length => {}
            Ok(_) => return Trouble::Gone,
            Err(_) => return Trouble::Port(error),
        }
    }
    Trouble::Port(error)
}

/// Makes a file of all parts. If only the answer to that was lost, the file is there, and that is all that matters.
async fn finish(world: &World, row: &ExportRow, upload: &str, slices_made: u32) -> Result<Next, Trouble> {
    if world.blobs.size(Bucket::Private, key(row)).await? != Some(row.bytes()) {
        let parts: Vec<PartRow> = world.db.run(sql::exports::parts(row)).await?.all()?;
        let parts = parts.into_iter().map(|part| (part.number, part.etag));
        world.archives.complete(key(row), upload, parts.collect()).await?;
    }
    let slices: Vec<StorageKey> = slices(row, slices_made).collect();
    world.blobs.delete(Bucket::Private, slices).await?;
    let until = world.now().plus_days(DAYS);
    world.db.run(sql::exports::ready(row, until)).await?;
    Ok(Next::Over)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_few_and_large_enough() {
        const GIB: u64 = 1 << 30;
        for (bytes, parts) in [
            (1, 1),
            (PART_BYTES, 1),
            (PART_BYTES + 1, 2),
            (2 * GIB, 256),
            (2 * GIB + 1, 228),
            (20 * GIB, 256),
            (5000 * GIB, 256),
        ] {
            let each = part_bytes(bytes);
            assert!(each >= MIN_PART_BYTES, "{bytes}");
            assert_eq!(bytes.div_ceil(each), parts, "{bytes}");
        }
    }
}
