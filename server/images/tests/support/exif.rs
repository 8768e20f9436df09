//! Writes EXIF blocks, for tests (of the library's own modules too).

/// A block: its directories.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) little: bool,
    pub(crate) main: Vec<Field>,
    pub(crate) photo: Vec<Field>,
    pub(crate) place: Vec<Field>,
}

impl Default for Block {
    fn default() -> Self {
        Self {
            little: true,
            main: Vec::new(),
            photo: Vec::new(),
            place: Vec::new(),
        }
    }
}

/// A value.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value {
    Text(&'static str),
    Short(u16),
    Long(u32),
    Fraction(u32, u32),
    /// Degrees, minutes and seconds.
    Degrees([(u32, u32); 3]),
    Byte(u8),
}

pub(crate) type Field = (u16, Value);

impl Block {
    pub(crate) fn main(mut self, fields: &[Field]) -> Self {
        self.main.extend(fields);
        self
    }

    pub(crate) fn photo(mut self, fields: &[Field]) -> Self {
        self.photo.extend(fields);
        self
    }

    pub(crate) fn place(mut self, fields: &[Field]) -> Self {
        self.place.extend(fields);
        self
    }

    /// The block, from its TIFF header on.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut main = self.main.clone();
        // where the other directories will lie is known once the main one is as long as it will be
        main.extend([(0x8769, Value::Long(0)), (0x8825, Value::Long(0))]);
        let photo_at = 8 + self.directory(&main, 8).len();
        let photo = self.directory(&self.photo, photo_at);
        let place_at = photo_at + photo.len();
        for (tag, value) in &mut main {
            match tag {
                0x8769 => *value = Value::Long(u32::try_from(photo_at).unwrap()),
                0x8825 => *value = Value::Long(u32::try_from(place_at).unwrap()),
                _ => {}
            }
        }
        let header = if self.little {
            *b"II*\0\x08\0\0\0"
        } else {
            *b"MM\0*\0\0\0\x08"
        };
        [
            &header[..],
            &self.directory(&main, 8),
            &photo,
            &self.directory(&self.place, place_at),
        ]
        .concat()
    }

    fn directory(&self, fields: &[Field], at: usize) -> Vec<u8> {
        let mut entries = self.u16(u16::try_from(fields.len()).unwrap()).to_vec();
        let mut values = Vec::new();
        let values_at = at + 2 + 12 * fields.len() + 4;
        for (tag, value) in fields {
            let (kind, count, mut bytes) = self.value(*value);
            entries.extend(self.u16(*tag));
            entries.extend(self.u16(kind));
            entries.extend(self.u32(u32::try_from(count).unwrap()));
            if bytes.len() <= 4 {
                bytes.resize(4, 0);
                entries.extend(bytes);
            } else {
                entries.extend(self.u32(u32::try_from(values_at + values.len()).unwrap()));
                values.extend(bytes);
            }
        }
        [entries, vec![0; 4], values].concat()
    }

    fn value(&self, value: Value) -> (u16, usize, Vec<u8>) {
        match value {
            Value::Text(text) => (2, text.len() + 1, [text.as_bytes(), b"\0"].concat()),
            Value::Short(number) => (3, 1, self.u16(number).to_vec()),
            Value::Long(number) => (4, 1, self.u32(number).to_vec()),
            Value::Fraction(over, under) => (5, 1, [self.u32(over), self.u32(under)].concat()),
            Value::Degrees(parts) => {
                let numbers = parts
                    .iter()
                    .flat_map(|(over, under)| [self.u32(*over), self.u32(*under)]);
                (5, 3, numbers.flatten().collect())
            }
            Value::Byte(number) => (1, 1, vec![number]),
        }
    }

    fn u16(&self, number: u16) -> [u8; 2] {
        if self.little {
            number.to_le_bytes()
        } else {
            number.to_be_bytes()
        }
    }

    fn u32(&self, number: u32) -> [u8; 4] {
        if self.little {
            number.to_le_bytes()
        } else {
            number.to_be_bytes()
        }
    }
}
