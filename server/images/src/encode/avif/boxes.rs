//! The boxes of an AVIF (ISO/IEC 14496-12, 23008-12 and AV1 Image File Format 1.1), written around encoded pictures.

/// An encoded picture and its `av1C` box's content, which says how to read it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Coded<'a> {
    pub(super) data: &'a [u8],
    pub(super) configuration: &'a [u8],
}

/// What goes into a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Container<'a> {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) colour: Coded<'a>,
    pub(super) alpha: Option<Coded<'a>>,
    pub(super) xmp: Option<&'a [u8]>,
}

const COLOUR: u16 = 1;
const ALPHA: u16 = 2;
const XMP: u16 = 3;

/// sRGB as code points (ITU-T H.273): primaries of BT.709, curve of sRGB, matrix of BT.601, the full range.
const SRGB: &[u8] = b"nclx\0\x01\0\x0d\0\x06\x80";

const AUXILIARY_ALPHA: &[u8] = b"\0\0\0\0urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0";

/// In an association: whoever does not know this property must not show the picture.
const ESSENTIAL: u8 = 0x80;

impl Container<'_> {
    /// The file.
    pub(super) fn write(&self) -> Option<Vec<u8>> {
        let start = boxed(b"ftyp", &[b"avif\0\0\0\0avifmif1miaf"])?;
        // places take the same room whatever they are
        let data_at = start.len() + self.meta(0)?.len() + 8;
        let data: Vec<&[u8]> = self.items().map(|(_, data)| data).collect();
        Some([start, self.meta(data_at)?, boxed(b"mdat", &data)?].concat())
    }

    fn items(&self) -> impl Iterator<Item = (u16, &[u8])> {
        let alpha = self.alpha.map(|alpha| (ALPHA, alpha.data));
        let xmp = self.xmp.map(|xmp| (XMP, xmp));
        [(COLOUR, self.colour.data)].into_iter().chain(alpha).chain(xmp)
    }

    fn meta(&self, data_at: usize) -> Option<Vec<u8>> {
        let boxes = [
            boxed(b"hdlr", &[&[0; 8], b"pict", &[0; 13]])?,
            boxed(b"pitm", &[&[0; 4], &COLOUR.to_be_bytes()])?,
            self.locations(data_at)?,
            self.infos()?,
            self.references()?,
            self.properties()?,
        ];
        boxed(b"meta", &[&[0; 4], &boxes.concat()])
    }

    fn locations(&self, mut at: usize) -> Option<Vec<u8>> {
        // four bytes for a place, four for a length
        let mut content = b"\0\0\0\0\x44\0".to_vec();
        content.extend(u16::try_from(self.items().count()).ok()?.to_be_bytes());
        for (id, data) in self.items() {
            content.extend(id.to_be_bytes());
            // in this file; in one piece
            content.extend([0, 0, 0, 1]);
            content.extend(u32::try_from(at).ok()?.to_be_bytes());
            content.extend(u32::try_from(data.len()).ok()?.to_be_bytes());
            at += data.len();
        }
        boxed(b"iloc", &[&content])
    }

    fn infos(&self) -> Option<Vec<u8>> {
        let mut content = vec![0; 4];
        content.extend(u16::try_from(self.items().count()).ok()?.to_be_bytes());
        for (id, _) in self.items() {
            let kind: &[u8] = if id == XMP {
                b"mime\0application/rdf+xml\0"
            } else {
                b"av01\0"
            };
            // version 2; not protected
            content.extend(boxed(b"infe", &[b"\x02\0\0\0", &id.to_be_bytes(), &[0; 2], kind])?);
        }
        boxed(b"iinf", &[&content])
    }

    /// Alpha belongs to the colours, and the XMP describes them.
    fn references(&self) -> Option<Vec<u8>> {
        let reference = |name: &[u8; 4], from: u16| {
            let [one, to] = [1_u16, COLOUR].map(u16::to_be_bytes);
            boxed(name, &[&from.to_be_bytes(), &one, &to])
        };
        let mut content = vec![0; 4];
        if self.alpha.is_some() {
            content.extend(reference(b"auxl", ALPHA)?);
        }
        if self.xmp.is_some() {
            content.extend(reference(b"cdsc", XMP)?);
        }
        if content.len() == 4 {
            return Some(Vec::new());
        }
        boxed(b"iref", &[&content])
    }

    fn properties(&self) -> Option<Vec<u8>> {
        let size = [self.width, self.height].map(u32::to_be_bytes);
        let mut properties = vec![
            boxed(b"ispe", &[&[0; 4], &size.concat()])?,
            boxed(b"pixi", &[b"\0\0\0\0\x03\x0a\x0a\x0a"])?,
            boxed(b"av1C", &[self.colour.configuration])?,
            boxed(b"colr", &[SRGB])?,
        ];
        let mut associations = vec![(COLOUR, vec![1, 2, 3 | ESSENTIAL, 4])];
        if let Some(alpha) = self.alpha {
            properties.push(boxed(b"pixi", &[b"\0\0\0\0\x01\x0a"])?);
            properties.push(boxed(b"av1C", &[alpha.configuration])?);
            properties.push(boxed(b"auxC", &[AUXILIARY_ALPHA])?);
            associations.push((ALPHA, vec![1, 5, 6 | ESSENTIAL, 7]));
        }
        let mut content = vec![0; 4];
        content.extend(u32::try_from(associations.len()).ok()?.to_be_bytes());
        for (id, numbers) in associations {
            content.extend(id.to_be_bytes());
            content.push(u8::try_from(numbers.len()).ok()?);
            content.extend(numbers);
        }
        let (properties, associations) = (boxed(b"ipco", &[&properties.concat()])?, boxed(b"ipma", &[&content])?);
        boxed(b"iprp", &[&properties, &associations])
    }
}

fn boxed(name: &[u8; 4], parts: &[&[u8]]) -> Option<Vec<u8>> {
    let content = parts.concat();
    let length = u32::try_from(content.len().checked_add(8)?).ok()?;
    Some([&length.to_be_bytes()[..], name, &content].concat())
}

/// The content of every `av1C` box in a file that we wrote ourselves, in their order.
pub(super) fn configurations(file: &[u8]) -> Option<Vec<&[u8]>> {
    // the only boxes that lead there; `meta` has four bytes before its boxes
    let meta = child(file, b"meta")?.get(4..)?;
    let properties = child(child(meta, b"iprp")?, b"ipco")?;
    let configurations = children(properties).filter(|(name, _)| name == b"av1C");
    Some(configurations.map(|(_, content)| content).collect())
}

fn child<'a>(boxes: &'a [u8], wanted: &[u8; 4]) -> Option<&'a [u8]> {
    children(boxes)
        .find(|(name, _)| name == wanted)
        .map(|(_, content)| content)
}

fn children(mut rest: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk()?;
        let (name, _) = after.split_first_chunk()?;
        let (found, after) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        rest = after;
        Some((*name, found.get(8..)?))
    })
}
