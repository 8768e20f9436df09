//! Counts the frames in AV1 data, without decoding any (AV1 specification, 5.3).

/// Frame headers, alone or with their frames, and copies of them. Each may cost as much as the whole picture.
const FRAME_HEADER: u8 = 3;
const FRAME: u8 = 6;
const REDUNDANT_FRAME_HEADER: u8 = 7;

/// How many frames there are, hidden ones too. The count ends where the data cannot be followed: nor can a decoder.
#[must_use]
pub fn count(stream: &[u8]) -> usize {
    let mut rest = stream;
    std::iter::from_fn(|| next(&mut rest))
        .filter(|kind| matches!(*kind, FRAME_HEADER | FRAME | REDUNDANT_FRAME_HEADER))
        .count()
}

/// The type of the next unit (OBU), and past it.
fn next(rest: &mut &[u8]) -> Option<u8> {
    let (header, after) = rest.split_first()?;
    let (extension, sized) = (header & 4 != 0, header & 2 != 0);
    let mut after = after.get(usize::from(extension)..)?;
    // without a size, it is the last
    let length = if sized { length(&mut after)? } else { after.len() };
    *rest = after.get(length..)?;
    Some(header >> 3 & 15)
}

/// A number of up to eight bytes with seven bits each, the lowest first.
fn length(rest: &mut &[u8]) -> Option<usize> {
    let mut value = 0_u64;
    for place in 0..8 {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        value |= u64::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return usize::try_from(value).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_frame_is_counted_and_nothing_else() {
        let (delimiter, sequence, frame): (&[u8], &[u8], &[u8]) =
            (&[0x12, 0], &[0x0a, 2, 1, 1], &[0x32, 0x83, 0, 9, 9, 9]);
        let header_with_extension = &[0x1e, 0xff, 1, 9][..];
        let unsized_frame = &[0x30, 9, 9][..];
        for (parts, frames) in [
            (&[delimiter, sequence][..], 0),
            (&[delimiter, sequence, frame], 1),
            (
                &[sequence, frame, header_with_extension, frame, unsized_frame, frame],
                4,
            ),
            (&[frame, &[0x32, 9, 9], frame], 1),
            (&[frame, &[0x32, 0xff, 0xff], frame], 1),
        ] {
            assert_eq!(count(&parts.concat()), frames, "{parts:?}");
        }
    }
}
