//! What the process that decodes tells the one that started it.
//!
//! A picture: what a pixel consists of (one byte), width and height (four bytes each, the highest first), and the pixels.
//! Otherwise a letter for whose fault it is (`F`: the file's, `L`: not the file's), and the reason's code, or a
//! sentence for the log.

use crate::{
    fault::Fault,
    formats::Header,
    pixels::{Layout, Pixels, byte_count},
};
use domain::reason::Reason;
use std::io::{self, Read, Write};

const FILE: u8 = b'F';
const LATER: u8 = b'L';

/// Far more than a sentence needs.
const MAX_TEXT_BYTES: u64 = 1000;

/// Writes a reply.
///
/// # Errors
/// If nobody reads it any more.
pub fn write(mut to: impl Write, outcome: &Result<Pixels, Fault>) -> io::Result<()> {
    match outcome {
        Ok(picture) => {
            to.write_all(&[kind(picture.layout())])?;
            to.write_all(&picture.width().to_be_bytes())?;
            to.write_all(&picture.height().to_be_bytes())?;
            to.write_all(picture.data())
        }
        Err(fault) => {
            let (kind, text) = match fault {
                Fault::File(reason) => (FILE, reason.as_str()),
                Fault::Later(why) => (LATER, &**why),
            };
            to.write_all(&[kind])?;
            to.write_all(text.as_bytes())
        }
    }
}

/// Reads a reply. Never more than a picture of the header's size. Nothing if the reply is not whole.
pub fn read(mut from: impl Read, header: &Header) -> Option<Result<Pixels, Fault>> {
    let mut kind = [0];
    from.read_exact(&mut kind).ok()?;
    let layout = match kind {
        [FILE] => return text(from).map(|code| Err(Fault::File(Reason::parse(&code)))),
        [LATER] => return text(from).map(|why| Err(Fault::later(why))),
        [1] => Layout::Grey,
        [3] => Layout::Rgb,
        [4] => Layout::Rgba,
        [5] => Layout::Cmyk,
        _ => return None,
    };
    let (width, height) = (number(&mut from)?, number(&mut from)?);
    // what was checked and reserved is the header's size
    if (width, height) != (header.width, header.height) {
        return Some(Err(Fault::damaged()));
    }
    let bytes = byte_count(width, height, layout)?;
    let mut data = Vec::with_capacity(bytes);
    from.take(u64::try_from(bytes).ok()?).read_to_end(&mut data).ok()?;
    (data.len() == bytes).then(|| Pixels::new(width, height, layout, data))
}

const fn kind(layout: Layout) -> u8 {
    match layout {
        Layout::Grey => 1,
        Layout::Rgb => 3,
        Layout::Rgba => 4,
        Layout::Cmyk => 5,
    }
}

fn number(from: &mut impl Read) -> Option<u32> {
    let mut bytes = [0; 4];
    from.read_exact(&mut bytes).ok()?;
    Some(u32::from_be_bytes(bytes))
}

fn text(from: impl Read) -> Option<String> {
    let mut text = String::new();
    from.take(MAX_TEXT_BYTES).read_to_string(&mut text).ok()?;
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Profile;
    use domain::media::MediaType;

    fn header(width: u32, height: u32) -> Header {
        Header {
            media_type: MediaType::Avif,
            width,
            height,
            profile: Profile::Srgb,
            exif: None,
            orientation: None,
            memory: 0,
            jpeg: None,
        }
    }

    fn written(outcome: &Result<Pixels, Fault>) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(&mut bytes, outcome).unwrap();
        bytes
    }

    #[test]
    fn what_is_written_is_read() {
        for layout in [Layout::Grey, Layout::Rgb, Layout::Rgba, Layout::Cmyk] {
            let outcome = Pixels::new(3, 2, layout, vec![7; 6 * layout.channels()]);
            assert_eq!(read(&written(&outcome)[..], &header(3, 2)), Some(outcome));
        }
        for fault in [Fault::damaged(), Fault::later("no memory")] {
            assert_eq!(read(&written(&Err(fault.clone()))[..], &header(3, 2)), Some(Err(fault)));
        }
    }

    #[test]
    fn a_picture_of_another_size_is_not_read() {
        let reply = written(&Pixels::new(3, 2, Layout::Grey, vec![7; 6]));
        assert_eq!(read(&reply[..], &header(2, 3)), Some(Err(Fault::damaged())));
    }

    #[test]
    fn a_reply_that_stops_is_none() {
        let reply = written(&Pixels::new(3, 2, Layout::Rgb, vec![7; 18]));
        for length in 0..reply.len() {
            assert_eq!(read(&reply[..length], &header(3, 2)), None);
        }
        assert_eq!(read(&b"F"[..], &header(3, 2)), None);
        assert_eq!(read(&b"\x02\0\0\0\x03\0\0\0\x02"[..], &header(3, 2)), None);
    }
}
