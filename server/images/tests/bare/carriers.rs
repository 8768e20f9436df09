//! Files with a word in every place that can hold one.

use super::{contains, same_picture, stripped};
use crate::support::{
    Picture,
    animations::{GifFrame, animated_png, animated_webp, gif, still_gif},
    avif::{SECRET, telling},
    containers::{jpeg_segments, webp_chunks},
    exif::{Block, Value},
    writers::{Extras, Jpeg, Png, file, jpeg_with, png, webp, webp_with},
};
use moxcms::ColorProfile;

fn exif(orientation: u16) -> Vec<u8> {
    Block::default()
        .main(&[
            (0x010f, Value::Text("SECRET maker")),
            (0x0112, Value::Short(orientation)),
        ])
        .photo(&[(0xa431, Value::Text("SECRET serial"))])
        .place(&[(0x001b, Value::Text("SECRET"))])
        .bytes()
}

fn extras(orientation: u16) -> Extras {
    Extras {
        exif: Some(exif(orientation)),
        profile: Some(ColorProfile::new_display_p3().encode().unwrap()),
        segments: vec![
            (1, b"http://ns.adobe.com/xap/1.0/\0SECRET".to_vec()),
            (1, b"http://ns.adobe.com/xmp/extension/\0SECRET".to_vec()),
            (2, b"MPF\0SECRET".to_vec()),
            (2, b"FPXR\0SECRET".to_vec()),
            (3, b"SECRET".to_vec()),
            (11, b"JP\0\0SECRET".to_vec()),
            (13, b"Photoshop 3.0\08BIM\x04\x04SECRET".to_vec()),
            (15, b"SECRET".to_vec()),
        ],
    }
}

#[track_caller]
fn nothing_told(what: &str, file: &[u8]) -> Vec<u8> {
    assert!(contains(file, SECRET), "{what} carries nothing to be found");
    let copy = same_picture(what, file);
    assert!(!contains(&copy, SECRET), "{what}");
    copy
}

#[test]
fn a_jpeg_keeps_tables_profile_and_orientation() {
    let picture = Picture::corners(90, 60);
    for orientation in 1..=8 {
        for kind in [Jpeg::Baseline, Jpeg::Scans, Jpeg::Progressive, Jpeg::Grey] {
            let file = jpeg_with(&picture, kind, &extras(orientation));
            let file = [&file[..], b"\xff\xd8\xff\xe1\0\x08SECRET\xff\xd9 and SECRET"].concat();
            let copy = nothing_told(&format!("{kind:?} {orientation}"), &file);
            let known = |marker: u8| matches!(marker, 0xe0..=0xe2 | 0xc0..=0xc2 | 0xc4 | 0xda | 0xdb);
            let markers: Vec<u8> = jpeg_segments(&copy).into_iter().map(|(marker, _)| marker).collect();
            assert!(markers.iter().all(|marker| known(*marker)), "{markers:x?}");
            assert_eq!(markers.contains(&0xe1), orientation != 1);
        }
    }
}

#[test]
fn a_jpeg_of_inks_keeps_what_adobe_says_about_them() {
    for kind in [Jpeg::Cmyk, Jpeg::Ycck] {
        let mut extras = extras(6);
        extras.profile = None;
        let copy = nothing_told("inks", &jpeg_with(&Picture::corners(90, 60), kind, &extras));
        assert!(jpeg_segments(&copy).iter().any(|(marker, _)| *marker == 0xee));
    }
}

/// A JPEG with this behind its JFIF segment.
fn with_segments(segments: &[u8]) -> Vec<u8> {
    let file = jpeg_with(&Picture::corners(90, 60), Jpeg::Baseline, &Extras::default());
    let (start, rest) = file.split_at(2 + 18);
    [start, segments, rest].concat()
}

#[test]
fn comments_and_stray_bytes_between_segments_go() {
    for segments in [
        &b"\xff\xfe\0\x08SECRET"[..],
        b"SECRET",
        b"\xff\xff\xff\xfe\0\x08SECRET",
        // a second JFIF segment, and one of its extensions
        b"\xff\xe0\0\x0dJFIF\0SECRET",
        b"\xff\xe0\0\x0dJFXX\0SECRET",
    ] {
        nothing_told(&format!("{segments:?}"), &with_segments(segments));
    }
}

#[test]
fn the_small_picture_of_jfif_goes() {
    let file = jpeg_with(&Picture::corners(90, 60), Jpeg::Baseline, &Extras::default());
    let (_, rest) = file.split_at(2 + 18);
    // two pixels by one
    let jfif = b"\xff\xd8\xff\xe0\0\x16JFIF\0\x01\x02\0\0\x48\0\x48\x02\x01SECRET";
    let copy = nothing_told("JFIF", &[&jfif[..], rest].concat());
    assert!(copy.starts_with(b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x02\0\0\x48\0\x48\0\0\xff"));
}

#[test]
fn a_jpeg_with_something_unknown_in_its_tables_is_left_alone() {
    for segments in [
        // a table with more behind it, a restart interval that is too long, a profile with a part too much
        &[&b"\xff\xdb\0\x49"[..], &[1; 65], SECRET].concat()[..],
        b"\xff\xdd\0\x0a\0\0SECRET",
        b"\xff\xe2\0\x16ICC_PROFILE\0\x02\x01SECRET",
        b"\xff\xee\0\x14Adobe\0\0\0\0\0\0\x01SECRET",
        b"\xff\xf0\0\x08SECRET",
    ] {
        assert_eq!(stripped(&with_segments(segments)), None, "{segments:?}");
    }
}

/// A PNG with these chunks behind its first.
fn with_chunks(mut file: Vec<u8>, chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let rest = file.split_off(33);
    for (name, content) in chunks {
        file.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        file.extend(*name);
        file.extend(*content);
        file.extend(crc32fast::hash(&[&name[..], content].concat()).to_be_bytes());
    }
    [file, rest].concat()
}

#[test]
fn a_png_keeps_pixels_profile_and_orientation() {
    let picture = Picture::corners(90, 60);
    let told: [(&[u8; 4], &[u8]); 8] = [
        (b"tEXt", b"Author\0SECRET"),
        (b"zTXt", b"Author\0\0SECRET"),
        (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0SECRET"),
        (b"tIME", b"\x07\xe8\x01\x02\x03\x04\x05"),
        (b"sPLT", b"SECRET\0\x08"),
        (b"prVt", b"SECRET"),
        (b"caBX", b"SECRET"),
        // of a chunk that says how large a pixel is, longer than there are
        (b"pHYs", b"\0\0\x0b\x13\0\0\x0b\x13\x01SECRET"),
    ];
    for orientation in [1, 3, 6, 8] {
        for kind in [Png::Grey, Png::GreyAlpha, Png::Rgb, Png::Rgba, Png::Rgb16] {
            let file = with_chunks(png(&picture, kind, &extras(orientation)), &told);
            let copy = nothing_told(&format!("{kind:?} {orientation}"), &[&file[..], SECRET].concat());
            assert!(!contains(&copy, b"tIME"));
        }
    }
    let animation = with_chunks(animated_png(&vec![picture.clone(); 3]), &told);
    let copy = nothing_told("an animation", &animation);
    assert_eq!(copy.windows(4).filter(|name| name == b"fcTL").count(), 3);
}

#[test]
fn the_name_of_a_profile_in_a_png_goes_and_its_checksums_are_right() {
    let file = png(&Picture::corners(90, 60), Png::Rgb, &extras(6));
    let profile = file.windows(4).position(|name| name == b"iCCP").unwrap();
    let length = u32::from_be_bytes(file[profile - 4..profile].try_into().unwrap()) as usize;
    let name = file[profile + 4..].iter().position(|byte| *byte == 0).unwrap();
    let content = &file[profile + 4 + name..profile + 4 + length];
    let renamed = [b"SECRET profile", content].concat();
    let file = [
        &file[..profile - 4],
        &with_chunks(vec![0; 33], &[(b"iCCP", &renamed)])[33..],
        &file[profile + 4 + length + 4..],
    ]
    .concat();
    let copy = nothing_told("iCCP", &file);
    assert!(contains(&copy, b"iCCPicc\0\0"));
    // as a strict reader sees it
    let mut decoder = ::png::Decoder::new(std::io::Cursor::new(&copy[..]));
    decoder.ignore_checksums(false);
    let mut reader = decoder.read_info().unwrap();
    assert!(reader.info().icc_profile.is_some() && reader.info().exif_metadata.is_some());
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    reader.finish().unwrap();
}

#[test]
fn a_png_with_an_unknown_chunk_that_must_be_understood_is_left_alone() {
    let file = png(&Picture::corners(90, 60), Png::Rgb, &Extras::default());
    assert_eq!(stripped(&with_chunks(file, &[(b"PRVt", SECRET)])), None);
}

/// A WebP with these chunks at its end.
fn webp_and(file: &[u8], chunks: &[u8]) -> Vec<u8> {
    let mut longer = [file, chunks].concat();
    let length = u32::try_from(longer.len() - 8).unwrap().to_le_bytes();
    longer[4..8].copy_from_slice(&length);
    longer
}

#[test]
fn a_webp_keeps_picture_profile_and_orientation() {
    let picture = Picture::corners(91, 61);
    for orientation in 1..=8 {
        let file = webp_with(&picture, &extras(orientation));
        let mut file = webp_and(&file, b"XMP \x06\0\0\0SECRETJUNK\x07\0\0\0SECRET!\0");
        file[20] |= 0x04;
        let copy = nothing_told(&format!("orientation {orientation}"), &[&file[..], SECRET].concat());
        let chunks = webp_chunks(&copy);
        let exif = if orientation == 1 { 0 } else { 0x08 };
        assert_eq!(chunks[0].1[0] & 0x0d, exif, "what it announces");
        assert_eq!(chunks.iter().any(|(name, _)| name == b"EXIF"), exif != 0);
        assert_eq!(
            copy.len(),
            8 + u32::from_le_bytes(copy[4..8].try_into().unwrap()) as usize
        );
    }
    for lossless in [false, true] {
        nothing_told("plain", &webp_and(&webp(&picture, lossless), b"JUNK\x06\0\0\0SECRET"));
        let animation = animated_webp(&[Picture::corners(90, 60), Picture::noise(90, 60)], lossless);
        let copy = nothing_told("an animation", &webp_and(&animation, b"XMP \x06\0\0\0SECRET"));
        assert_eq!(webp_chunks(&copy).iter().filter(|(name, _)| name == b"ANMF").count(), 2);
    }
}

#[test]
fn a_gif_keeps_its_pictures_and_how_often_they_repeat() {
    let (one, other) = (Picture::corners(90, 60), Picture::flat(90, 60, [1, 2, 3, 255]));
    let animation = gif((90, 60), &[GifFrame::of(&one), GifFrame::of(&other)]);
    // the screen, and a table of two colours
    let (start, rest) = animation.split_at(13 + 6);
    assert_eq!(start[10] & 0x87, 0x80);
    let told = [
        &b"\x21\xfe\x06SECRET\0"[..],
        b"\x21\xff\x0bXMP DataXMP\x06SECRET\0",
        b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0",
        b"\x21\xff\x0bNETSCAPE2.0\x06SECRET\0",
        b"\x21\xff\x0bICCRGBG1012\x03icc\0",
    ]
    .concat();
    let copy = nothing_told("GIF", &[start, &told, rest, b"SECRET"].concat());
    assert!(contains(&copy, b"NETSCAPE2.0\x03\x01\0\0\0") && contains(&copy, b"ICCRGBG1012\x03icc\0"));
    assert_eq!(copy.len(), animation.len() + 19 + 19);
    let text = [start, b"\x21\x01\x0c\0\0\0\0\0\0\0\0\x08\x08\0\0\x06SECRET\0", rest].concat();
    assert_eq!(stripped(&text), None, "text is part of the picture");
    same_picture("one picture", &still_gif(&one));
}

#[test]
fn an_avif_keeps_picture_and_alpha_where_they_were() {
    let file = telling();
    let copy = nothing_told("AVIF", &file);
    assert_eq!(copy.len(), file.len());
    for word in [
        &b"Exif"[..],
        b"mime",
        b"udes",
        b"uuid",
        b"xml ",
        b"handler",
        b"thumbnail",
        b"II*\0",
    ] {
        assert!(contains(&file, word) && !contains(&copy, word), "{word:?}");
    }
}

#[test]
fn real_photographs_keep_their_pixels() {
    let iphone = file("iphone-4s.jpg");
    let copy = same_picture("iphone", &iphone);
    assert!(contains(&iphone, b"Apple") && !contains(&copy, b"Apple"));
    for entry in std::fs::read_dir(format!("{}/tests/files", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        // pictures in tiles are not read at all
        let read = [".jpg", ".avif"].iter().any(|end| name.ends_with(end)) && name != "grid.avif";
        if read {
            same_picture(&name, &file(&name));
        }
    }
}
