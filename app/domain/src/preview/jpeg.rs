//! JPEG (ITU-T T.81, annex B): segments, each with a marker, and the coded data behind each start of scan.

const SOI: &[u8] = b"\xff\xd8";
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;

/// See [`super::bare`].
pub(super) fn bare(file: &[u8]) -> Option<Vec<u8>> {
    let mut rest = file.strip_prefix(SOI)?;
    let mut kept = SOI.to_vec();
    let mut scans = false;
    loop {
        let (marker, after) = marker(rest)?;
        if marker == EOI {
            kept.extend([0xff, EOI]);
            return scans.then_some(kept);
        }
        let (segment, after) = segment(after)?;
        if is_picture(marker, segment.get(2..)?)? {
            kept.extend([0xff, marker]);
            kept.extend(segment);
        }
        rest = after;
        if marker == SOS {
            let (data, after) = coded_data(rest)?;
            kept.extend(data);
            (rest, scans) = (after, true);
        }
    }
}

/// The next marker, before which there may be filling, and what follows it.
fn marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let filled = bytes.strip_prefix(b"\xff")?;
    let (_, from) = filled.split_at_checked(filled.iter().position(|byte| *byte != 0xff)?)?;
    from.split_first().map(|(marker, rest)| (*marker, rest))
}

/// A segment, from its length on, and what follows it.
fn segment(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = u16::from_be_bytes(*bytes.first_chunk()?);
    (length >= 2).then(|| bytes.split_at_checked(length.into()))?
}

/// Whether a segment with this data is needed to decode the picture; `None` for what no segment begins with. Of application data that
/// is how components are to be understood, and only in the form that can hold nothing else.
fn is_picture(marker: u8, data: &[u8]) -> Option<bool> {
    Some(match marker {
        // JFIF without a thumbnail
        0xe0 => data.starts_with(b"JFIF\0") && data.len() == 14,
        0xee => data.starts_with(b"Adobe") && data.len() == 12,
        // frames, tables, scans, and what belongs to them
        0xc0..=0xcf | 0xda..=0xdf => true,
        // other application data, comments, and what has no meaning yet
        0xe1..=0xfe => false,
        _ => return None,
    })
}

/// Coded data up to the next marker that is no restart, and what follows it.
fn coded_data(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let ends = |pair: &[u8]| matches!(pair, [0xff, second] if !matches!(second, 0x00 | 0xd0..=0xd7 | 0xff));
    let end = bytes.windows(2).position(ends)?;
    bytes.split_at_checked(end)
}
