//! Takes files apart, to see what they carry besides their picture.

/// The markers of a JPEG, each with what it carries; picture data is skipped, and nothing may follow the end.
pub(crate) fn jpeg_segments(file: &[u8]) -> Vec<(u8, &[u8])> {
    let mut segments = Vec::new();
    let mut rest = file.strip_prefix(b"\xff\xd8").unwrap();
    while rest != b"\xff\xd9" {
        let [0xff, marker, high, low, ..] = *rest else {
            panic!("a marker was expected");
        };
        let length = usize::from(u16::from_be_bytes([high, low]));
        segments.push((marker, &rest[4..2 + length]));
        rest = &rest[2 + length..];
        if marker == 0xda {
            let is_marker = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7);
            rest = &rest[rest.windows(2).position(is_marker).unwrap()..];
        }
    }
    segments
}

/// The chunks of a WebP.
pub(crate) fn webp_chunks(file: &[u8]) -> Vec<([u8; 4], &[u8])> {
    let mut rest = &file[12..];
    let mut chunks = Vec::new();
    while let Some((name, after)) = rest.split_first_chunk::<4>() {
        let (length, after) = after.split_first_chunk().unwrap();
        let length = u32::from_le_bytes(*length) as usize;
        chunks.push((*name, &after[..length]));
        rest = &after[length.next_multiple_of(2)..];
    }
    chunks
}

/// Fails if a rendition carries anything but its picture.
#[track_caller]
pub(crate) fn assert_bare(file: &[u8]) {
    if file.starts_with(b"RIFF") {
        for (name, content) in webp_chunks(file) {
            match &name {
                b"VP8 " | b"VP8L" | b"ALPH" => {}
                // the one flag that may be set: there is alpha
                b"VP8X" => assert_eq!(content[0] & !0x10, 0),
                _ => panic!("a chunk {:?}", String::from_utf8_lossy(&name)),
            }
        }
    } else {
        for (marker, content) in jpeg_segments(file) {
            match marker {
                // tables, frame and scan
                0xc0 | 0xc4 | 0xda | 0xdb => {}
                0xe0 => assert!(content.starts_with(b"JFIF\0") && content.len() == 14),
                _ => panic!("a segment {marker:x}"),
            }
        }
    }
}
