//! A file that is put together when somebody asks for it: an original without its metadata.

use crate::{ports::Piece, sql::photos::BareRow};
use domain::{
    bare::{self, Bare},
    seal::sha256_hex,
    storage::Bucket,
};

/// What a file is put together from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// In their order.
    pub pieces: Vec<Piece>,
    /// How many bytes they are.
    pub bytes: u64,
    /// What tells it from others, for `ETag`: with its quotation marks. It says nothing of the original.
    pub etag: String,
}

impl Made {
    /// Of an original and its pieces, read at the same moment. Nothing if they are not known, or do not fit.
    pub(crate) fn of(row: &BareRow) -> Option<Self> {
        let json = row.bare.as_deref()?;
        let bare: Bare = serde_json::from_str(json).ok()?;
        let key = row.original();
        // what a name in storage stands for never changes
        let tag: String = sha256_hex(&format!("{} {json}", key.name())).chars().take(32).collect();
        let piece = |piece: &bare::Piece| match piece {
            bare::Piece::Bytes(bytes) => Piece::Bytes(bytes.clone()),
            bare::Piece::Zeros(length) => Piece::Zeros(*length),
            bare::Piece::Keep(offset, length) => Piece::Object {
                bucket: Bucket::Private,
                key,
                offset: *offset,
                length: *length,
            },
        };
        bare.fits(row.bytes).then(|| Self {
            pieces: bare.pieces().iter().map(piece).collect(),
            bytes: bare.length(),
            etag: format!("\"{tag}\""),
        })
    }
}
