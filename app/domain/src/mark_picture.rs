//! Whether a file can be the picture of a mark: a PNG by its content, whole, and of a sensible size.
//!
//! It does not decode: that is the image service's work. It walks the chunks (PNG, third edition, 5.3 to 5.6), so that a file
//! of another kind, or one cut short, is refused where it is chosen and not when a photo needs it.

use crate::{image_settings::SettingsError, watermark::MAX_MARK_BYTES};

/// The longest side of a mark's picture, in pixels: more than the largest rendition shows.
pub const MAX_MARK_SIDE: u32 = 2000;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Width and height in pixels, of a file that can be a mark's picture.
///
/// # Errors
/// Too many bytes, too many pixels, or no whole PNG.
pub fn check(file: &[u8]) -> Result<(u32, u32), SettingsError> {
    if u64::try_from(file.len()).unwrap_or(u64::MAX) > MAX_MARK_BYTES {
        return Err(SettingsError::PictureTooLarge);
    }
    read(file).ok_or(SettingsError::NotPng)
}

fn read(file: &[u8]) -> Option<(u32, u32)> {
    let mut rest = file.strip_prefix(SIGNATURE)?;
    let (kind, header, after) = chunk(rest)?;
    if kind != b"IHDR" || header.len() != 13 {
        return None;
    }
    let sides = (number(header.get(..4)?)?, number(header.get(4..8)?)?);
    let mut pixels = false;
    rest = after;
    loop {
        let (kind, data, after) = chunk(rest)?;
        match kind {
            b"IDAT" => pixels |= !data.is_empty(),
            b"IEND" => break (data.is_empty() && after.is_empty()).then_some(())?,
            _ => {}
        }
        rest = after;
    }
    let sensible = 1..=MAX_MARK_SIDE;
    (pixels && sensible.contains(&sides.0) && sensible.contains(&sides.1)).then_some(sides)
}

/// Type and data of the first chunk, and what follows it.
fn chunk(file: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let length = usize::try_from(number(file.get(..4)?)?).ok()?;
    let kind = file.get(4..8)?;
    let end = length.checked_add(8)?;
    // four bytes of check sum follow
    Some((kind, file.get(8..end)?, file.get(end.checked_add(4)?..)?))
}

fn number(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk_of(kind: &[u8], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length, kind, data, &[0; 4]].concat()
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
        [
            SIGNATURE.to_vec(),
            chunk_of(b"IHDR", &header),
            chunk_of(b"tEXt", b"Title\0x"),
            chunk_of(b"IDAT", &[1, 2, 3]),
            chunk_of(b"IEND", &[]),
        ]
        .concat()
    }

    #[test]
    fn a_whole_png_is_taken() {
        assert_eq!(check(&png(300, 100)), Ok((300, 100)));
        assert_eq!(check(&png(MAX_MARK_SIDE, 1)), Ok((MAX_MARK_SIDE, 1)));
    }

    #[test]
    fn a_png_cut_anywhere_is_refused() {
        let whole = png(300, 100);
        for length in 0..whole.len() {
            assert_eq!(check(&whole[..length]), Err(SettingsError::NotPng), "{length} bytes");
        }
    }

    #[test]
    fn what_is_no_sensible_png_is_refused() {
        let mut longer = png(300, 100);
        longer.push(0);
        let mut lying = png(300, 100);
        // the header's chunk claims 4 GB
        lying[8..12].copy_from_slice(&u32::MAX.to_be_bytes());
        let no_pixels = [
            SIGNATURE.to_vec(),
            chunk_of(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0]),
            chunk_of(b"IEND", &[]),
        ]
        .concat();
        for file in [
            longer,
            lying,
            no_pixels,
            png(0, 1),
            png(MAX_MARK_SIDE + 1, 1),
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            b"\xff\xd8\xff\xe0".to_vec(),
        ] {
            assert_eq!(check(&file), Err(SettingsError::NotPng));
        }
        let large = vec![0; usize::try_from(MAX_MARK_BYTES).unwrap() + 1];
        assert_eq!(check(&large), Err(SettingsError::PictureTooLarge));
    }
}
