//! What an AVIF file holds around its AV1 data: items, where they lie, and their properties (ISO 23008-12).

use super::boxes::{Box, Bytes};
use crate::{
    fault::Fault,
    limits::{MAX_AVIF_ENTRIES, MAX_PROFILE_BYTES},
};
use domain::reason::Reason;

/// The parts that matter.
#[derive(Debug)]
pub struct Container<'a> {
    /// The AV1 data of the picture.
    pub picture: Vec<u8>,
    /// The AV1 data of its alpha channel.
    pub alpha: Option<Vec<u8>>,
    /// Whether colours were multiplied by alpha.
    pub premultiplied: bool,
    /// Width and height as stored, in pixels.
    pub size: (u32, u32),
    /// Rotation and mirroring, as in EXIF: 1 to 8.
    pub orientation: u32,
    /// What the numbers mean.
    pub colour: Colour<'a>,
    /// The EXIF block.
    pub exif: Option<Vec<u8>>,
}

/// What the numbers mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour<'a> {
    /// As this ICC profile says.
    Icc(&'a [u8]),
    /// Display P3.
    DisplayP3,
    /// sRGB, or not said.
    Other,
}

/// What a file says about its picture, whatever it is coded in.
#[derive(Debug)]
pub struct Description<'a> {
    /// The kind of the picture: `av01`, `hvc1`, or `grid` for one that is put together from tiles.
    pub kind: [u8; 4],
    /// Width and height as stored, in pixels.
    pub size: (u32, u32),
    /// Rotation and mirroring, as in EXIF: 1 to 8.
    pub orientation: u32,
    /// What the numbers mean.
    pub colour: Colour<'a>,
    /// The EXIF block.
    pub exif: Option<Vec<u8>>,
}

impl<'a> Description<'a> {
    /// Reads a file's boxes.
    ///
    /// # Errors
    /// If it is damaged.
    pub fn read(file: &'a [u8]) -> Result<Self, Fault> {
        let meta = Meta::read(file).ok_or_else(Fault::damaged)?;
        meta.description().ok_or_else(Fault::damaged)
    }
}

/// What a property says that makes a picture the alpha channel of another.
pub(crate) const ALPHA: &[u8] = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0";

impl<'a> Container<'a> {
    /// Reads a file's boxes.
    ///
    /// # Errors
    /// If it is cut short, damaged, or put together from tiles.
    pub fn read(file: &'a [u8]) -> Result<Self, Fault> {
        let meta = Meta::read(file).ok_or_else(Fault::damaged)?;
        if meta.kind(meta.primary) == Some(*b"grid") {
            return Err(Fault::File(Reason::AvifTiles));
        }
        let alpha = meta.alpha();
        let description = meta.description().ok_or_else(Fault::damaged)?;
        Ok(Self {
            picture: meta.data(meta.primary).ok_or_else(Fault::cut_short)?,
            alpha: alpha
                .map(|item| meta.data(item).ok_or_else(Fault::cut_short))
                .transpose()?,
            premultiplied: alpha.is_some_and(|item| meta.refers(b"prem", meta.primary, item)),
            size: description.size,
            orientation: description.orientation,
            colour: description.colour,
            exif: description.exif,
        })
    }
}

fn is_alpha(mut property: Bytes<'_>) -> bool {
    property.version().is_some() && property.0.starts_with(ALPHA)
}

/// The block begins with how far its TIFF header is away.
fn tiff(data: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Bytes(data);
    let skip = bytes.u32()?;
    bytes.take(usize::try_from(skip).ok()?)?;
    Some(bytes.0.to_vec())
}

/// What the box of this name says about the file's items.
pub(crate) struct Meta<'a> {
    file: &'a [u8],
    inline: &'a [u8],
    /// The item that is the picture.
    pub(crate) primary: u32,
    kinds: Vec<(u32, [u8; 4])>,
    /// Where the data of items lies.
    pub(crate) places: Vec<Place>,
    /// item, property
    properties: Vec<(u32, Box<'a>)>,
    /// kind, from, to
    references: Vec<([u8; 4], u32, u32)>,
}

/// Where the data of an item lies.
pub(crate) struct Place {
    /// The item.
    pub(crate) item: u32,
    /// Whether it lies in the box for small data, and not elsewhere in the file.
    pub(crate) inline: bool,
    /// Whether it lies in neither: in another item, or in another file.
    pub(crate) elsewhere: bool,
    /// Offset and length of its parts. A length of 0: to the end.
    pub(crate) extents: Vec<(u64, u64)>,
}

impl<'a> Meta<'a> {
    pub(crate) fn read(file: &'a [u8]) -> Option<Self> {
        let mut meta = Bytes(file).find(b"meta")?;
        meta.version()?;
        let mut primary = meta.find(b"pitm")?;
        let (version, _) = primary.version()?;
        Some(Self {
            file,
            inline: meta.find(b"idat").map(|data| data.0).unwrap_or_default(),
            primary: primary.narrow_or_wide(version > 0)?,
            kinds: kinds(meta.find(b"iinf")?)?,
            places: places(meta.find(b"iloc")?)?,
            properties: properties(meta.find(b"iprp")?)?,
            references: meta.find(b"iref").map_or_else(|| Some(Vec::new()), references)?,
        })
    }

    /// The item that is the picture's alpha channel.
    pub(crate) fn alpha(&self) -> Option<u32> {
        self.referring(b"auxl")
            .find(|item| self.property(*item, b"auxC").is_some_and(is_alpha))
    }

    fn description(&self) -> Option<Description<'a>> {
        let exif = self.referring(b"cdsc").find(|item| self.kind(*item) == Some(*b"Exif"));
        Some(Description {
            kind: self.kind(self.primary)?,
            size: self.size()?,
            orientation: self.orientation(),
            colour: self.colour(),
            exif: exif.and_then(|item| tiff(&self.data(item)?)),
        })
    }

    fn kind(&self, item: u32) -> Option<[u8; 4]> {
        self.kinds.iter().find(|(id, _)| *id == item).map(|(_, kind)| *kind)
    }

    fn property(&self, item: u32, name: &[u8; 4]) -> Option<Bytes<'a>> {
        let found = self
            .properties
            .iter()
            .find(|(id, property)| *id == item && &property.name == name);
        found.map(|(_, property)| property.content)
    }

    /// The items that refer to the picture in this way.
    fn referring(&self, kind: &'static [u8; 4]) -> impl Iterator<Item = u32> {
        let references = self.references.iter();
        references
            .filter(move |(k, _, to)| k == kind && *to == self.primary)
            .map(|(_, from, _)| *from)
    }

    fn refers(&self, kind: &[u8; 4], from: u32, to: u32) -> bool {
        self.references.contains(&(*kind, from, to))
    }

    /// An item's data. No item is longer than the file, however often its extents repeat a part of it.
    fn data(&self, item: u32) -> Option<Vec<u8>> {
        let place = self.places.iter().find(|place| place.item == item)?;
        let source = if place.inline { self.inline } else { self.file };
        let mut data = Vec::new();
        for (offset, length) in &place.extents {
            let mut bytes = Bytes(source);
            bytes.take(usize::try_from(*offset).ok()?)?;
            // a length of 0: to the end
            let length = if *length == 0 {
                bytes.0.len()
            } else {
                usize::try_from(*length).ok()?
            };
            data.extend_from_slice(bytes.take(length)?);
            if data.len() > self.file.len() {
                return None;
            }
        }
        Some(data)
    }

    fn size(&self) -> Option<(u32, u32)> {
        let mut size = self.property(self.primary, b"ispe")?;
        size.version()?;
        Some((size.u32()?, size.u32()?))
    }

    /// Rotation comes first, then mirroring (MIAF). Angles count against the clock.
    fn orientation(&self) -> u32 {
        let value = |name| self.property(self.primary, name).and_then(|mut bytes| bytes.u8());
        let angle = value(b"irot").map_or(0, |byte| byte & 3);
        match (angle, value(b"imir").map(|byte| byte & 1)) {
            (1, None) => 8,
            (2, None) => 3,
            (3, None) => 6,
            (0, Some(1)) | (2, Some(0)) => 2,
            (0, Some(0)) | (2, Some(1)) => 4,
            (1, Some(0)) | (3, Some(1)) => 5,
            (3, Some(0)) | (1, Some(1)) => 7,
            _ => 1,
        }
    }

    fn colour(&self) -> Colour<'a> {
        let of_primary = self
            .properties
            .iter()
            .filter(|(item, property)| *item == self.primary && &property.name == b"colr");
        let mut colour = Colour::Other;
        for (_, property) in of_primary {
            let mut content = property.content;
            match content.name().as_ref() {
                // a profile says more than the four numbers
                Some(b"prof" | b"rICC") if content.0.len() <= MAX_PROFILE_BYTES => return Colour::Icc(content.0),
                Some(b"nclx") if content.0.starts_with(&[0, 12, 0, 13]) => colour = Colour::DisplayP3,
                _ => {}
            }
        }
        colour
    }
}

fn kinds(mut content: Bytes<'_>) -> Option<Vec<(u32, [u8; 4])>> {
    let (version, _) = content.version()?;
    content.narrow_or_wide(version > 0)?;
    let mut kinds = Vec::new();
    for mut entry in content.boxes().map(|entry| entry.content).take(MAX_AVIF_ENTRIES) {
        let (version, _) = entry.version()?;
        let item = entry.narrow_or_wide(version > 2)?;
        entry.u16()?;
        kinds.push((item, entry.name()?));
    }
    Some(kinds)
}

fn places(mut content: Bytes<'_>) -> Option<Vec<Place>> {
    let (version, _) = content.version()?;
    let (lengths, bases) = (content.u8()?, content.u8()?);
    let index_bytes = if version > 0 { bases & 15 } else { 0 };
    let count = content.narrow_or_wide(version > 1)?;
    let mut places = Vec::new();
    for _ in 0..usize::try_from(count).ok()?.min(MAX_AVIF_ENTRIES) {
        let item = content.narrow_or_wide(version > 1)?;
        let method = if version > 0 { content.u16()? & 15 } else { 0 };
        let file = content.u16()?;
        let base = content.sized(bases >> 4)?;
        let mut extents = Vec::new();
        for _ in 0..content.u16()? {
            content.sized(index_bytes)?;
            let offset = base.checked_add(content.sized(lengths >> 4)?)?;
            let length = content.sized(lengths & 15)?;
            // without any bytes an entry costs nothing, and there could be endlessly many
            if extents.len() >= MAX_AVIF_ENTRIES {
                return None;
            }
            extents.push((offset, length));
        }
        places.push(Place {
            item,
            inline: method == 1,
            elsewhere: method > 1 || file > 0,
            extents,
        });
    }
    Some(places)
}

fn properties(content: Bytes<'_>) -> Option<Vec<(u32, Box<'_>)>> {
    let known: Vec<Box<'_>> = content.find(b"ipco")?.boxes().take(MAX_AVIF_ENTRIES).collect();
    let mut properties = Vec::new();
    for table in content.boxes().filter(|table| &table.name == b"ipma") {
        let mut table = table.content;
        let (version, flags) = table.version()?;
        for _ in 0..table.u32()? {
            let item = table.narrow_or_wide(version > 0)?;
            for _ in 0..table.u8()? {
                // the highest bit says that the property is essential
                let index = if flags & 1 == 1 {
                    table.u16()? & 0x7fff
                } else {
                    u16::from(table.u8()? & 0x7f)
                };
                let property = usize::from(index).checked_sub(1).and_then(|index| known.get(index));
                properties.extend(property.map(|property| (item, *property)));
            }
            if properties.len() > MAX_AVIF_ENTRIES {
                return None;
            }
        }
    }
    Some(properties)
}

fn references(mut content: Bytes<'_>) -> Option<Vec<([u8; 4], u32, u32)>> {
    let (version, _) = content.version()?;
    let mut references = Vec::new();
    for group in content.boxes().take(MAX_AVIF_ENTRIES) {
        let mut ids = group.content;
        let from = ids.narrow_or_wide(version > 0)?;
        for _ in 0..usize::from(ids.u16()?).min(MAX_AVIF_ENTRIES) {
            references.push((group.name, from, ids.narrow_or_wide(version > 0)?));
        }
    }
    Some(references)
}
