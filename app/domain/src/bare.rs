//! The original without its metadata, as a list of pieces of the original and a few bytes between them.
//!
//! The image service finds it while it has the file; whoever serves the file then only has to put the pieces together, without
//! looking into any of them. The colour profile and every byte of the picture are among them.

use crate::seal::{from_hex, to_hex};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// The most pieces of the original: each is one read from storage.
pub const MAX_KEPT: usize = 16;

/// The most bytes that are not the original's, all together.
pub const MAX_LITERAL_BYTES: usize = 1000;

/// One piece. In JSON, where a photo has few bytes for it: `[offset,length]`, `length`, or hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Piece {
    /// So many bytes of the original: where they begin, and how many.
    Keep(u64, u64),
    /// So many zeros.
    Zeros(u64),
    /// These bytes.
    Bytes(#[serde(serialize_with = "write_hex", deserialize_with = "read_hex")] Vec<u8>),
}

impl Piece {
    /// How many bytes it is.
    #[must_use]
    pub const fn length(&self) -> u64 {
        match self {
            Self::Keep(_, length) | Self::Zeros(length) => *length,
            Self::Bytes(bytes) => bytes.len() as u64,
        }
    }
}

/// An original without its metadata.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Piece>", into = "Vec<Piece>")]
pub struct Bare {
    pieces: Vec<Piece>,
    length: u64,
}

/// Pieces that do not make up a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BareError {
    /// Nothing is kept, or a piece is empty.
    #[error("a piece is missing or empty")]
    Empty,
    /// More than [`MAX_KEPT`] pieces of the original.
    #[error("there are more than {MAX_KEPT} pieces of the original")]
    TooMany,
    /// More than [`MAX_LITERAL_BYTES`] bytes of its own.
    #[error("there are more than {MAX_LITERAL_BYTES} bytes that are not the original's")]
    TooManyBytes,
    /// A piece of the original that comes before the last one, or overlaps with it.
    #[error("pieces of the original are not in order")]
    Order,
    /// More bytes than can be counted.
    #[error("it is too long")]
    TooLong,
}

impl TryFrom<Vec<Piece>> for Bare {
    type Error = BareError;

    fn try_from(pieces: Vec<Piece>) -> Result<Self, BareError> {
        let (mut length, mut end, mut kept, mut literal) = (0_u64, 0_u64, 0, 0);
        for piece in &pieces {
            if piece.length() == 0 {
                return Err(BareError::Empty);
            }
            length = length.checked_add(piece.length()).ok_or(BareError::TooLong)?;
            match piece {
                Piece::Keep(offset, _) if *offset < end => return Err(BareError::Order),
                Piece::Keep(offset, length) => {
                    end = offset.checked_add(*length).ok_or(BareError::TooLong)?;
                    kept += 1;
                }
                Piece::Zeros(_) => {}
                Piece::Bytes(bytes) => literal += bytes.len(),
            }
        }
        match (kept, literal) {
            (0, _) => Err(BareError::Empty),
            (kept, _) if kept > MAX_KEPT => Err(BareError::TooMany),
            (_, literal) if literal > MAX_LITERAL_BYTES => Err(BareError::TooManyBytes),
            _ => Ok(Self { pieces, length }),
        }
    }
}

impl From<Bare> for Vec<Piece> {
    fn from(bare: Bare) -> Self {
        bare.pieces
    }
}

impl Bare {
    /// Its pieces, in order.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// How many bytes it is.
    #[must_use]
    pub const fn length(&self) -> u64 {
        self.length
    }

    /// Whether it can be made of an original of so many bytes: it takes nothing from behind its end, and is longer by no more
    /// than [`MAX_LITERAL_BYTES`].
    #[must_use]
    pub fn fits(&self, original_bytes: u64) -> bool {
        let within = self.pieces.iter().all(|piece| match piece {
            Piece::Keep(offset, length) => offset.checked_add(*length).is_some_and(|end| end <= original_bytes),
            Piece::Zeros(_) | Piece::Bytes(_) => true,
        });
        within && self.length <= original_bytes.saturating_add(MAX_LITERAL_BYTES as u64)
    }
}

fn write_hex<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&to_hex(bytes))
}

fn read_hex<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
    from_hex(&String::deserialize(from)?).ok_or_else(|| D::Error::custom("these are no hexadecimal digits"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Piece::{Bytes, Keep, Zeros};

    fn bare(pieces: &[Piece]) -> Result<Bare, BareError> {
        Bare::try_from(pieces.to_vec())
    }

    #[test]
    fn it_takes_few_bytes_in_json_and_reads_back() {
        let bare = bare(&[Bytes(vec![0xff, 0xd8]), Keep(700, 5000), Zeros(30), Keep(6000, 1)]).unwrap();
        let json = serde_json::to_string(&bare).unwrap();
        assert_eq!(json, r#"["ffd8",[700,5000],30,[6000,1]]"#);
        assert_eq!(serde_json::from_str::<Bare>(&json).unwrap(), bare);
        assert_eq!(bare.length(), 2 + 5000 + 30 + 1);
        assert!(bare.fits(6001) && !bare.fits(6000));
    }

    #[test]
    fn pieces_that_make_up_no_file_are_refused() {
        let short = || Bytes(vec![7; MAX_LITERAL_BYTES / 2]);
        let many: Vec<Piece> = (0..17).map(|index| Keep(index, 1)).collect();
        assert!(bare(&many[..MAX_KEPT]).is_ok());
        assert!(bare(&[Keep(0, 1), short(), Keep(1, 1), short()]).is_ok());
        for (pieces, error) in [
            (&[][..], BareError::Empty),
            (&[Zeros(5), short()], BareError::Empty),
            (&[Keep(0, 5), Zeros(0)], BareError::Empty),
            (&[Keep(0, 5), Keep(7, 0)], BareError::Empty),
            (&[Keep(0, 5), Bytes(vec![])], BareError::Empty),
            (&many, BareError::TooMany),
            (&[Keep(0, 1), short(), short(), Bytes(vec![7])], BareError::TooManyBytes),
            (&[Keep(4, 5), Keep(0, 2)], BareError::Order),
            (&[Keep(0, 5), Keep(4, 5)], BareError::Order),
            (&[Keep(u64::MAX, 1)], BareError::TooLong),
            (&[Keep(0, 1), Zeros(u64::MAX)], BareError::TooLong),
        ] {
            assert_eq!(bare(pieces), Err(error), "{pieces:?}");
        }
    }

    #[test]
    fn other_json_is_refused() {
        for json in [
            "[]",
            "[-1]",
            "[[1]]",
            "[[1,2,3]]",
            "[[0,-1]]",
            r#"[[0,1],"f"]"#,
            r#"[[0,1],"xx"]"#,
            "[1.5]",
            "{}",
        ] {
            assert!(serde_json::from_str::<Bare>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn it_never_grows_by_more_than_its_own_bytes() {
        let grown = |zeros| bare(&[Keep(0, 100), Zeros(zeros)]).unwrap();
        let most = MAX_LITERAL_BYTES as u64;
        assert!(grown(most).fits(100) && !grown(most + 1).fits(100));
    }
}
