//! The boxes that an ISO media file consists of, read without copying and without trusting a length.

/// Bytes to be read from the front. Every read past the end gives `None`.
#[derive(Debug, Clone, Copy)]
pub struct Bytes<'a>(pub &'a [u8]);

/// One box.
#[derive(Debug, Clone, Copy)]
pub struct Box<'a> {
    /// Its type, four letters.
    pub name: [u8; 4],
    /// What it holds.
    pub content: Bytes<'a>,
}

impl<'a> Bytes<'a> {
    /// So many bytes.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    /// One byte.
    pub fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_be_bytes)
    }

    /// Two bytes as a number.
    pub fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_be_bytes)
    }

    /// Four bytes as a number.
    pub fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_be_bytes)
    }

    /// Four letters.
    pub fn name(&mut self) -> Option<[u8; 4]> {
        self.array()
    }

    /// Two or four bytes as a number.
    pub fn narrow_or_wide(&mut self, wide: bool) -> Option<u32> {
        if wide { self.u32() } else { self.u16().map(u32::from) }
    }

    /// A number of 0, 4 or 8 bytes.
    pub fn sized(&mut self, bytes: u8) -> Option<u64> {
        match bytes {
            0 => Some(0),
            4 => self.u32().map(u64::from),
            8 => self.array().map(u64::from_be_bytes),
            _ => None,
        }
    }

    /// The version and flags that many boxes begin with.
    pub fn version(&mut self) -> Option<(u8, u32)> {
        let word = self.u32()?;
        let [version, ..] = word.to_be_bytes();
        Some((version, word & 0x00ff_ffff))
    }

    /// The boxes in these bytes, up to the first that is broken.
    pub fn boxes(self) -> impl Iterator<Item = Box<'a>> {
        let mut rest = self;
        std::iter::from_fn(move || rest.next_box())
    }

    /// The content of the first box of this type.
    #[must_use]
    pub fn find(self, name: &[u8; 4]) -> Option<Self> {
        self.boxes()
            .find(|found| &found.name == name)
            .map(|found| found.content)
    }

    fn next_box(&mut self) -> Option<Box<'a>> {
        let length = self.u32()?;
        let name = self.name()?;
        let content = match length {
            // to the end
            0 => self.take(self.0.len())?,
            1 => {
                let long = self.sized(8)?;
                self.take(usize::try_from(long).ok()?.checked_sub(16)?)?
            }
            _ => self.take(usize::try_from(length).ok()?.checked_sub(8)?)?,
        };
        Some(Box {
            name,
            content: Bytes(content),
        })
    }
}
