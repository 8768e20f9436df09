//! What a JPEG consists of besides its picture (ITU-T T.81, annex B), to be kept in a copy.

/// The parts of an ordinary JPEG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// Segments of applications and comments, each with its marker.
    pub(super) kept: Vec<&'a [u8]>,
    /// How often the first channel is sampled for each sample of the others, across and down. Nothing for grey.
    pub(super) sampling: Option<(u8, u8)>,
}

const JFIF: u8 = 0xe0;
const ADOBE: u8 = 0xee;
const START_OF_SCAN: u8 = 0xda;
const END_OF_IMAGE: u8 = 0xd9;

/// What a segment begins with that points to further pictures behind the first: they would be lost.
const MORE_PICTURES: [&[u8]; 2] = [b"MPF\0", b"urn:iso:std:iso:ts:21496:"];

impl<'a> Parts<'a> {
    /// Takes a file apart. Nothing if there is anything unusual about it.
    pub(super) fn read(file: &'a [u8]) -> Option<Self> {
        let mut rest = file.strip_prefix(b"\xff\xd8")?;
        let (mut kept, mut frame) = (Vec::new(), None);
        loop {
            let (marker, segment, after) = segment(rest)?;
            let content = segment.get(4..)?;
            match marker {
                // says how the colours were written, which will be the usual way
                ADOBE if content.starts_with(b"Adobe") => (content.get(11) == Some(&1)).then_some(())?,
                0xe0..=0xef | 0xfe => {
                    MORE_PICTURES
                        .iter()
                        .all(|start| !content.starts_with(start))
                        .then_some(())?;
                    kept.push(segment);
                }
                0xc0..=0xc2 => frame = Some(sampling(content)?),
                START_OF_SCAN => {
                    ends_with_picture(after).then_some(())?;
                    return Some(Self { kept, sampling: frame? });
                }
                _ => {}
            }
            rest = after;
        }
    }

    /// Whether the JFIF segment is among them.
    pub(super) fn has_jfif(&self) -> bool {
        self.kept
            .iter()
            .any(|segment| segment.get(1) == Some(&JFIF) && segment.get(4..9) == Some(b"JFIF\0"))
    }
}

/// A marker, its segment with the marker itself, and what follows.
fn segment(rest: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let [0xff, marker, high, low, ..] = *rest else {
        return None;
    };
    let (segment, after) = rest.split_at_checked(2 + usize::from(u16::from_be_bytes([high, low])))?;
    Some((marker, segment, after))
}

/// Of three channels, how often the first is sampled. Nothing for any other kind of picture.
#[expect(clippy::option_option, reason = "nothing is wrong about grey, which is not sampled")]
fn sampling(frame: &[u8]) -> Option<Option<(u8, u8)>> {
    match *frame {
        [8, _, _, _, _, 1, ..] => Some(None),
        [8, _, _, _, _, 3, _, first, _, _, 0x11, _, _, 0x11, _] => Some(Some((first >> 4, first & 0x0f))),
        _ => None,
    }
}

/// Whether nothing follows the picture's end but padding.
fn ends_with_picture(mut rest: &[u8]) -> bool {
    loop {
        let Some(at) = memchr::memchr(0xff, rest) else {
            return false;
        };
        let Some((found, after)) = rest.get(at + 1..).and_then(<[u8]>::split_first) else {
            return false;
        };
        rest = match *found {
            END_OF_IMAGE => return after.iter().all(|byte| *byte == 0),
            // a stuffed zero, a restart, or a fill byte: in front of the next marker
            0x00 | 0xd0..=0xd7 => after,
            0xff => rest.get(at + 1..).unwrap_or_default(),
            // tables and scans of a progressive picture; their segments may hold any bytes
            _ => match rest.get(at..).and_then(segment) {
                Some((_, _, after)) => after,
                None => return false,
            },
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: &[u8] = &[0xff, 0xc0, 0, 17, 8, 0, 8, 0, 8, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
    const SCAN: &[u8] = &[0xff, 0xda, 0, 4, 0, 0, 9, 9, 0xff, 0, 9, 0xff, 0xd0, 9];
    const COMMENT: &[u8] = b"\xff\xfe\0\x07hello";

    fn file(parts: &[&[u8]]) -> Vec<u8> {
        [b"\xff\xd8", &parts.concat()[..]].concat()
    }

    #[test]
    fn segments_are_kept_and_the_sampling_is_known() {
        let file = file(&[COMMENT, FRAME, SCAN, b"\xff\xd9"]);
        let expected = Parts {
            kept: vec![COMMENT],
            sampling: Some((2, 2)),
        };
        assert_eq!(Parts::read(&file), Some(expected));
    }

    #[test]
    fn padding_may_follow_but_nothing_else() {
        for (end, whole) in [
            (&b"\xff\xd9\0\0"[..], true),
            (b"\xff\xd9\xff\xd8", false),
            (b"", false),
            (b"\xff", false),
        ] {
            assert_eq!(Parts::read(&file(&[FRAME, SCAN, end])).is_some(), whole, "{end:?}");
        }
    }

    #[test]
    fn what_is_unusual_is_left_alone() {
        let cmyk: &[u8] = &[0xff, 0xc0, 0, 8, 8, 0, 8, 0, 8, 4];
        let lossless: &[u8] = &[0xff, 0xc3, 0, 8, 8, 0, 8, 0, 8, 3];
        let rgb = b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\0";
        let pictures = b"\xff\xe2\0\x08MPF\0xx";
        for parts in [
            &[cmyk, SCAN][..],
            &[lossless, SCAN],
            &[rgb, FRAME, SCAN],
            &[pictures, FRAME, SCAN],
            &[SCAN],
            &[b"\0\0", FRAME, SCAN],
        ] {
            assert_eq!(Parts::read(&file(&[parts, &[b"\xff\xd9"]].concat())), None);
        }
        let ycc = b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\x01";
        let file = file(&[ycc, FRAME, SCAN, b"\xff\xd9"]);
        assert!(Parts::read(&file).is_some_and(|parts| parts.kept.is_empty()));
    }
}
