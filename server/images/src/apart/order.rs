//! What the process that works on a photo is told: what is to be done, and the file. No URL and no key is among it.
//!
//! On the wire: the order's length (four bytes, the highest first), the order as JSON, the mark's picture, and the file.

use crate::{fault::Fault, limits::MAX_ORDER_BYTES, original};
use domain::{
    limits::MAX_FILE_BYTES,
    rendition::Slot,
    ticket::Credit,
    watermark::{MAX_MARK_BYTES, Style},
};
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The names of the slots that are asked for.
    pub slots: Vec<String>,
    /// How the picture must be turned (1 to 8, as in EXIF).
    pub orientation: u32,
    /// Whose photo it is, to be written into every rendition.
    pub credit: Option<Credit>,
    /// The mark to be put on every rendition.
    pub mark: Option<MarkOrder>,
    /// How much time is left, in milliseconds.
    pub millis: u64,
    /// How long the file is, in bytes.
    pub file_bytes: u64,
    /// How many files may be made at the same time.
    pub threads: usize,
    /// Whether a smaller copy of the file is wanted too.
    pub copy: bool,
}

/// A mark to be put on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkOrder {
    /// Its text. Without one, it is the picture that comes before the file.
    pub text: Option<String>,
    /// How it lies.
    pub style: Style,
    /// How long the picture is, in bytes; 0 for a text.
    pub picture_bytes: u64,
}

/// The files that come with an order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Files {
    /// The mark's picture, a PNG. Empty if there is none.
    pub mark: Vec<u8>,
    /// The original.
    pub original: Vec<u8>,
}

impl Order {
    /// Writes the order and its files.
    ///
    /// # Errors
    /// If nobody reads it any more.
    pub fn write(&self, mut to: impl Write, files: &Files) -> io::Result<()> {
        let order = serde_json::to_vec(self)?;
        let length = u32::try_from(order.len()).map_err(io::Error::other)?;
        to.write_all(&[&length.to_be_bytes(), &*order].concat())?;
        to.write_all(&files.mark)?;
        to.write_all(&files.original)
    }

    /// Reads an order and its files.
    ///
    /// # Errors
    /// If they do not arrive whole.
    pub fn read(mut from: impl Read) -> Result<(Self, Files), Fault> {
        let mut length = [0; 4];
        from.read_exact(&mut length).map_err(|_| lost())?;
        let length = u64::from(u32::from_be_bytes(length));
        if length > MAX_ORDER_BYTES {
            return Err(lost());
        }
        let order: Self = serde_json::from_reader(from.by_ref().take(length)).map_err(|_| lost())?;
        let mark_bytes = order.mark.as_ref().map_or(0, |mark| mark.picture_bytes);
        let files = Files {
            mark: read_file(&mut from, mark_bytes, MAX_MARK_BYTES)?,
            original: read_file(&mut from, order.file_bytes, MAX_FILE_BYTES)?,
        };
        Ok((order, files))
    }

    /// How long the smaller copy may be, in bytes. 0 if none is wanted.
    #[must_use]
    pub fn most_copied(&self) -> u32 {
        let most = if self.copy { original::most(self.file_bytes) } else { 0 };
        u32::try_from(most).unwrap_or(u32::MAX)
    }

    /// The slots that are asked for.
    #[must_use]
    pub fn slots(&self) -> Vec<Slot> {
        self.slots.iter().filter_map(|name| Slot::named(name)).collect()
    }
}

/// What is set aside here is never copied to a larger place.
fn read_file(from: &mut impl Read, bytes: u64, most: u64) -> Result<Vec<u8>, Fault> {
    let mut file = Vec::with_capacity(usize::try_from(bytes.min(most)).map_err(|_| lost())?);
    from.take(bytes.min(most)).read_to_end(&mut file).map_err(|_| lost())?;
    if file.len() as u64 == bytes {
        Ok(file)
    } else {
        Err(lost())
    }
}

fn lost() -> Fault {
    Fault::later("the order did not arrive whole")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_arrives_whole_or_not_at_all() {
        let order = Order {
            slots: vec!["w320".into(), "jpeg".into(), "from the future".into()],
            orientation: 6,
            credit: None,
            mark: Some(MarkOrder {
                text: None,
                style: Style::default(),
                picture_bytes: 3,
            }),
            millis: 1000,
            file_bytes: 5,
            threads: 2,
            copy: true,
        };
        let mut bytes = Vec::new();
        let files = Files {
            mark: b"png".to_vec(),
            original: b"photo".to_vec(),
        };
        order.write(&mut bytes, &files).unwrap();
        assert_eq!(Order::read(&*bytes), Ok((order.clone(), files)));
        assert_eq!(order.slots().len(), 2);
        for length in 0..bytes.len() {
            assert!(matches!(Order::read(&bytes[..length]), Err(Fault::Later(_))));
        }
        assert!(Order::read(&[0xff; 100][..]).is_err());
    }
}
