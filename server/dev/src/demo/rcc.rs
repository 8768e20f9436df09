//! Reads single files out of a Qt resource bundle (`.rcc`), in which some packages keep their pictures.
//!
//! Only files that are stored as they are: pictures are compressed already, so nobody compresses them again.

const MAGIC: &[u8] = b"qres";
const FOLDER: u16 = 2;
const COMPRESSED: u16 = 1 | 4;

/// The bytes of one file; nothing if it is not there, is compressed, or this is no bundle.
pub(crate) fn file<'a>(bundle: &'a [u8], path: &str) -> Option<&'a [u8]> {
    let bundle = Bundle::open(bundle)?;
    let mut node = 0;
    for name in path.split('/') {
        node = bundle.child(node, name)?;
    }
    bundle.content(node)
}

/// A bundle: a table of nodes, their names, and their contents, all big endian.
struct Bundle<'a> {
    bytes: &'a [u8],
    /// Bytes of a node. Since version 2 each ends with a time.
    node: usize,
    nodes: usize,
    contents: usize,
    names: usize,
}

impl<'a> Bundle<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let header = Self {
            bytes,
            node: 0,
            nodes: 0,
            contents: 0,
            names: 0,
        };
        if !bytes.starts_with(MAGIC) {
            return None;
        }
        Some(Self {
            node: if header.long(4)? < 2 { 14 } else { 22 },
            nodes: header.long(8)?,
            contents: header.long(12)?,
            names: header.long(16)?,
            ..header
        })
    }

    fn short(&self, at: usize) -> Option<u16> {
        let bytes = self.bytes.get(at..at.checked_add(2)?)?;
        Some(u16::from_be_bytes(bytes.try_into().ok()?))
    }

    fn long(&self, at: usize) -> Option<usize> {
        let bytes = self.bytes.get(at..at.checked_add(4)?)?;
        usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok()
    }

    fn at(&self, node: usize) -> Option<usize> {
        self.nodes.checked_add(node.checked_mul(self.node)?)
    }

    fn flags(&self, node: usize) -> Option<u16> {
        self.short(self.at(node)? + 4)
    }

    fn name(&self, node: usize) -> Option<String> {
        let at = self.names.checked_add(self.long(self.at(node)?)?)?;
        let length = usize::from(self.short(at)?);
        // length, hash, then UTF-16
        let units = (0..length).map(|unit| self.short(at + 6 + 2 * unit));
        String::from_utf16(&units.collect::<Option<Vec<u16>>>()?).ok()
    }

    fn child(&self, node: usize, name: &str) -> Option<usize> {
        if self.flags(node)? & FOLDER == 0 {
            return None;
        }
        let count = self.long(self.at(node)? + 6)?;
        let first = self.long(self.at(node)? + 10)?;
        (first..first.checked_add(count)?).find(|child| self.name(*child).as_deref() == Some(name))
    }

    fn content(&self, node: usize) -> Option<&'a [u8]> {
        if self.flags(node)? & (FOLDER | COMPRESSED) != 0 {
            return None;
        }
        let at = self.contents.checked_add(self.long(self.at(node)? + 10)?)?;
        let length = self.long(at)?;
        self.bytes.get(at + 4..at.checked_add(4)?.checked_add(length)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A bundle of version 1 with one file, `a`, which holds `hi`.
    fn bundle(flags: u8) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for number in [1_u32, 20, 48, 54] {
            bytes.extend(number.to_be_bytes());
        }
        bytes.extend([0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1]); // the root: one child, number 1
        bytes.extend([0, 0, 0, 0, 0, flags, 0, 0, 0, 1, 0, 0, 0, 0]); // its child, at content 0
        bytes.extend([0, 0, 0, 2, b'h', b'i']);
        bytes.extend([0, 1, 0, 0, 0, 0, 0, b'a']);
        bytes
    }

    #[test]
    fn a_stored_file_is_found_by_its_path() {
        assert_eq!(file(&bundle(0), "a"), Some(&b"hi"[..]));
        assert_eq!(file(&bundle(0), "b"), None);
        assert_eq!(file(&bundle(0), "a/b"), None);
    }

    #[test]
    fn what_is_compressed_or_no_bundle_is_not_read() {
        assert_eq!(file(&bundle(1), "a"), None);
        assert_eq!(file(b"qresX", "a"), None);
        assert_eq!(file(b"", "a"), None);
    }
}
