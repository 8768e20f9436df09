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

/// The boxes of an AVIF within a run of boxes.
pub(crate) fn boxes(mut rest: &[u8]) -> Vec<([u8; 4], &[u8])> {
    let mut boxes = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk() {
        let length = u32::from_be_bytes(*length) as usize;
        boxes.push((*after.first_chunk().unwrap(), &rest[8..length]));
        rest = &rest[length..];
    }
    boxes
}

/// The kinds of an AVIF's items, and its properties: `av01`, `colr`.
fn avif_parts(file: &[u8]) -> Vec<[u8; 4]> {
    let child = |boxes: &[([u8; 4], &[u8])], name: &[u8; 4]| {
        let found = boxes
            .iter()
            .filter(|(found, _)| found == name)
            .map(|(_, content)| content.to_vec());
        found.collect::<Vec<_>>().concat()
    };
    let top = boxes(file);
    assert_eq!(
        top.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        [b"ftyp", b"meta", b"mdat"]
    );
    let meta = child(&top, b"meta");
    let meta = boxes(&meta[4..]);
    let (infos, properties) = (child(&meta, b"iinf"), child(&meta, b"iprp"));
    let items = boxes(&infos[6..])
        .into_iter()
        .map(|(_, info)| *info[8..].first_chunk().unwrap());
    let properties = child(&boxes(&properties), b"ipco");
    let properties = boxes(&properties).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    items.chain(properties).collect()
}

/// A colour profile says sRGB.
#[track_caller]
fn assert_srgb(profile: &[u8]) {
    assert!(profile.len() < 500);
    let profile = moxcms::ColorProfile::new_from_slice(profile).unwrap();
    assert!(profile.is_matrix_shaper() && profile.rgb_to_xyz_matrix().v[0][0] - 0.436 < 0.001);
}

/// Fails if a rendition carries anything but its picture, a marker that says sRGB and, if there is one, this credit's XMP.
#[track_caller]
pub(crate) fn assert_bare(file: &[u8], credit: bool) {
    let mut found = Vec::new();
    if file.starts_with(b"RIFF") {
        for (name, content) in webp_chunks(file) {
            match &name {
                b"VP8 " | b"VP8L" | b"ALPH" | b"VP8X" => {}
                b"ICCP" => assert_srgb(content),
                b"XMP " => found.push(content),
                _ => panic!("a chunk {:?}", String::from_utf8_lossy(&name)),
            }
        }
        assert!(webp_chunks(file).iter().any(|(name, _)| name == b"ICCP"));
    } else if file.starts_with(b"\xff\xd8") {
        for (marker, content) in jpeg_segments(file) {
            match marker {
                // tables, frame and scan
                0xc0 | 0xc4 | 0xda | 0xdb => {}
                0xe0 => assert!(content.starts_with(b"JFIF\0") && content.len() == 14),
                0xe1 => found.push(content.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0").unwrap()),
                0xe2 => assert_srgb(content.strip_prefix(b"ICC_PROFILE\0\x01\x01").unwrap()),
                _ => panic!("a segment {marker:x}"),
            }
        }
    } else {
        let parts = avif_parts(file);
        let known: [&[u8; 4]; 7] = [b"av01", b"mime", b"ispe", b"pixi", b"av1C", b"colr", b"auxC"];
        assert!(parts.iter().all(|part| known.contains(&part)), "{parts:?}");
        assert!(parts.contains(b"colr"));
        let start = file.windows(9).position(|bytes| bytes == b"<?xpacket");
        assert_eq!(start.is_some(), parts.contains(b"mime"));
        found.extend(start.map(|start| &file[start..]));
    }
    assert_eq!(found.len(), usize::from(credit), "XMP");
    for xmp in found {
        let text = std::str::from_utf8(xmp).unwrap();
        assert!(
            text.starts_with("<?xpacket") && text.ends_with("<?xpacket end=\"r\"?>"),
            "{text}"
        );
    }
}
