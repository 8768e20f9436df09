//! What the process that works on a photo is told: what is to be done, and the file. No URL and no key is among it.
//!
//! On the wire: the order's length (four bytes, the highest first), the order as JSON, and the file.

use crate::{fault::Fault, limits::MAX_ORDER_BYTES};
use domain::{limits::MAX_FILE_BYTES, rendition::Slot, ticket::Credit};
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
    /// How much time is left, in milliseconds.
    pub millis: u64,
    /// How long the file is, in bytes.
    pub file_bytes: u64,
}

impl Order {
    /// Writes the order and the file.
    ///
    /// # Errors
    /// If nobody reads it any more.
    pub fn write(&self, mut to: impl Write, file: &[u8]) -> io::Result<()> {
        let order = serde_json::to_vec(self)?;
        let length = u32::try_from(order.len()).map_err(io::Error::other)?;
        to.write_all(&[&length.to_be_bytes(), &*order].concat())?;
        to.write_all(file)
    }

    /// Reads an order and its file.
    ///
    /// # Errors
    /// If they do not arrive whole.
    pub fn read(mut from: impl Read) -> Result<(Self, Vec<u8>), Fault> {
        let mut length = [0; 4];
        from.read_exact(&mut length).map_err(|_| lost())?;
        let length = u64::from(u32::from_be_bytes(length));
        if length > MAX_ORDER_BYTES {
            return Err(lost());
        }
        let order: Self = serde_json::from_reader(from.by_ref().take(length)).map_err(|_| lost())?;
        // what is set aside here is never copied to a larger place
        let bytes = order.file_bytes.min(MAX_FILE_BYTES);
        let mut file = Vec::with_capacity(usize::try_from(bytes).map_err(|_| lost())?);
        from.take(bytes).read_to_end(&mut file).map_err(|_| lost())?;
        if file.len() as u64 == order.file_bytes {
            Ok((order, file))
        } else {
            Err(lost())
        }
    }

    /// The slots that are asked for.
    #[must_use]
    pub fn slots(&self) -> Vec<Slot> {
        self.slots.iter().filter_map(|name| Slot::named(name)).collect()
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
            millis: 1000,
            file_bytes: 5,
        };
        let mut bytes = Vec::new();
        order.write(&mut bytes, b"photo").unwrap();
        assert_eq!(Order::read(&*bytes), Ok((order.clone(), b"photo".to_vec())));
        assert_eq!(order.slots().len(), 2);
        for length in 0..bytes.len() {
            assert!(matches!(Order::read(&bytes[..length]), Err(Fault::Later(_))));
        }
        assert!(Order::read(&[0xff; 100][..]).is_err());
    }
}
