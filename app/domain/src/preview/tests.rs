use super::*;

/// What a camera wrote.
const SECRET: &[u8] = b"37.8 N, serial 4711";

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], data].concat()
}

/// Coded data with a stuffed byte and a restart in it.
const CODED: &[u8] = b"\x01\xff\x00\x02\xff\xd0\x03";
const JFIF: &[u8] = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0";

fn jpeg(before: &[Vec<u8>], between: &[Vec<u8>], behind: &[u8]) -> Vec<u8> {
    let tables = [
        segment(0xdb, &[7; 65]),
        segment(0xc0, &[8; 15]),
        segment(0xc4, &[9; 20]),
    ]
    .concat();
    let scan = [segment(0xda, &[1; 10]), CODED.to_vec()].concat();
    let parts = [before.concat(), tables, scan.clone(), between.concat(), scan];
    [
        b"\xff\xd8".to_vec(),
        parts.concat(),
        b"\xff\xd9".to_vec(),
        behind.to_vec(),
    ]
    .concat()
}

#[test]
fn a_jpeg_keeps_its_picture_and_nothing_else() {
    let plain = jpeg(
        &[segment(0xe0, JFIF), segment(0xee, b"Adobe\0\x64\0\0\0\0\x01")],
        &[],
        b"",
    );
    assert_eq!(bare(MediaType::Jpeg, &plain), Some(plain.clone()));
    let said = |marker: u8, name: &[u8]| segment(marker, &[name, SECRET].concat());
    let before = [
        segment(0xe0, JFIF),
        said(0xe0, JFIF),
        said(0xe1, b"Exif\0\0"),
        said(0xe2, b"ICC_PROFILE\0"),
        said(0xed, b"Photoshop 3.0\0"),
        segment(0xee, b"Adobe\0\x64\0\0\0\0\x01"),
        said(0xee, b"Adobe"),
        said(0xfe, b""),
        said(0xf5, b""),
    ];
    let full = jpeg(&before, &[said(0xfe, b""), said(0xef, b"")], SECRET);
    assert_eq!(bare(MediaType::Jpeg, &full), Some(plain));
}

#[test]
fn filling_before_a_marker_is_no_part_of_it() {
    let filled = [
        b"\xff\xd8\xff\xff",
        &segment(0xfe, SECRET)[..],
        &jpeg(&[], &[], b"")[2..],
    ]
    .concat();
    assert_eq!(bare(MediaType::Jpeg, &filled), Some(jpeg(&[], &[], b"")));
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_le_bytes();
    [&kind[..], &length, data, &[0][..data.len() % 2]].concat()
}

fn webp(chunks: &[Vec<u8>]) -> Vec<u8> {
    chunk(b"RIFF", &[b"WEBP".to_vec(), chunks.concat()].concat())
}

fn extended(flags: u8) -> Vec<u8> {
    chunk(b"VP8X", &[flags, 0, 0, 0, 4, 0, 0, 3, 0, 0])
}

#[test]
fn a_webp_keeps_its_picture_and_nothing_else() {
    let plain = webp(&[chunk(b"VP8L", &[1, 2, 3])]);
    assert_eq!(bare(MediaType::Webp, &plain), Some(plain.clone()));
    let picture = [chunk(b"ALPH", &[1]), chunk(b"VP8 ", &[1, 2])].concat();
    let before = [extended(0x3c), chunk(b"ICCP", SECRET)].concat();
    let after = [chunk(b"EXIF", SECRET), chunk(b"XMP ", SECRET), chunk(b"mine", SECRET)].concat();
    let full = [webp(&[before, picture.clone(), after]), SECRET.to_vec()].concat();
    assert_eq!(bare(MediaType::Webp, &full), Some(webp(&[extended(0x10), picture])));
}

#[test]
fn what_is_cut_anywhere_or_no_picture_is_not_taken() {
    for (media_type, whole) in [
        (MediaType::Jpeg, jpeg(&[segment(0xe1, SECRET)], &[], b"")),
        (MediaType::Webp, webp(&[extended(0), chunk(b"VP8 ", &[1, 2])])),
    ] {
        assert!(bare(media_type, &whole).is_some());
        for length in 0..whole.len() {
            assert_eq!(
                bare(media_type, &whole[..length]),
                None,
                "{media_type:?}, {length} bytes"
            );
        }
        for other in [MediaType::Jpeg, MediaType::Webp, MediaType::Png, MediaType::Gif] {
            assert!(other == media_type || bare(other, &whole).is_none());
        }
    }
    for webp in [
        webp(&[chunk(b"EXIF", SECRET)]),
        // an animation
        webp(&[extended(0x02), chunk(b"VP8L", &[1])]),
        webp(&[chunk(b"VP8X", &[0; 4]), chunk(b"VP8L", &[1])]),
    ] {
        assert_eq!(bare(MediaType::Webp, &webp), None);
    }
    for jpeg in [
        &b"\xff\xd8\xff\xd9"[..],
        b"\xff\xd8\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xfe\0\x01\xff\xd9",
        b"<html>",
    ] {
        assert_eq!(bare(MediaType::Jpeg, jpeg), None);
    }
}
