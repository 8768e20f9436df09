//! Files that are made to do harm, and the answer to each.

use crate::support::{
    Picture, World,
    hostile::{
        PAYLOAD, animations, exif_directory, photos, png_chunk, png_with, replaced, vast_png, with_exif, zlib_bomb,
    },
    picture::{BLUE, GREEN, RED, WHITE, YELLOW, assert_near},
    writers::{Extras, Jpeg, Png, file, jpeg, jpeg_with, png, webp, webp_with},
};
use domain::reason::Reason;
use images::limits::MAX_FRAMES;

const MEGABYTE: u64 = 1024 * 1024;

#[track_caller]
fn assert_refused(world: &World, what: &str, file: &[u8], reason: Reason) {
    assert_eq!(world.process(file).failure(), reason, "{what}");
}

/// It is shown as if nothing were wrong, and none of its payload is in what was made of it.
#[track_caller]
fn assert_harmless(world: &World, what: &str, file: &[u8]) {
    let made = world.make(file);
    assert_near(&made.slot("w320").four(), &[RED, GREEN, BLUE, YELLOW], 16, what);
    for made in &made.files {
        let found = made.bytes.windows(PAYLOAD.len()).any(|bytes| bytes == PAYLOAD);
        assert!(!found, "{what}: the payload is in {}", made.rendition.slot);
    }
    assert!(!made.body.contains("script"), "{what}: the payload is in the report");
}

#[test]
fn what_is_no_photo_is_refused_by_its_content() {
    let world = World::new();
    let container = |brand: &[u8]| [&b"\0\0\0\x18ftyp"[..], brand, b"\0\0\0\0mp41isom"].concat();
    for (what, file) in [
        ("nothing", vec![]),
        (
            "SVG",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(),
        ),
        ("SVG after a declaration", b"<?xml version='1.0'?><svg/>".to_vec()),
        ("HTML", b"<!doctype html><script>alert(1)</script>".to_vec()),
        ("PDF", b"%PDF-1.7\n1 0 obj".to_vec()),
        ("zip", b"PK\x03\x04\x14\0\0\0".to_vec()),
        ("TIFF", b"II*\0\x08\0\0\0".to_vec()),
        ("TIFF, the highest byte first", b"MM\0*\0\0\0\x08".to_vec()),
        ("BigTIFF", b"II+\0\x08\0\0\0".to_vec()),
        ("MP4", container(b"isom")),
        ("MP4, version 2", container(b"mp42")),
        ("QuickTime", container(b"qt  ")),
        ("Canon raw", container(b"crx ")),
        ("Matroska", b"\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska".to_vec()),
        ("BMP", b"BM\x36\0\0\0\0\0\0\0".to_vec()),
        ("icon", b"\0\0\x01\0\x01\0\x10\x10".to_vec()),
        ("JPEG XL", b"\xff\x0a\xfa\x1f\x01\0".to_vec()),
        ("JPEG 2000", b"\0\0\0\x0cjP  \r\n\x87\n".to_vec()),
        ("sound in RIFF", b"RIFF\x24\0\0\0WAVEfmt ".to_vec()),
        (
            "ImageMagick's language",
            b"push graphic-context\nimage over 0,0 0,0 'https:x'".to_vec(),
        ),
        ("a program", b"\x7fELF\x02\x01\x01\0".to_vec()),
    ] {
        assert_refused(&world, what, &file, Reason::WrongType);
    }
    assert!(world.storage.stored().is_empty());
}

#[cfg(not(feature = "heic"))]
#[test]
fn heic_is_called_so() {
    let world = World::new();
    for brand in [b"heic", b"heix", b"hevc", b"mif1"] {
        let file = [&b"\0\0\0\x18ftyp"[..], brand, b"\0\0\0\0mif1miaf"].concat();
        assert_refused(&world, "HEIC", &file, Reason::Heic);
    }
}

#[test]
fn avif_is_known_whatever_its_first_brand() {
    let general = replaced(file("8-bit-444.avif"), b"ftypavif", b"ftypmif1");
    assert_harmless(&World::new(), "AVIF", &general);
}

#[test]
fn sizes_are_checked_before_decoding() {
    let world = World::new();
    let picture = Picture::flat(200, 150, RED);
    let size = |width: u32, height: u32| [width.to_be_bytes(), height.to_be_bytes()].concat();
    let sized_png = |w, h| {
        replaced(
            png(&picture, Png::Rgb, &Extras::default()),
            &size(200, 150),
            &size(w, h),
        )
    };
    let sized_avif = |w, h| replaced(file("8-bit-444.avif"), &size(48, 32), &size(w, h));
    let gif = &photos()[7].1;
    let sized_gif = |w: u16, h: u16| [&gif[..6], &w.to_le_bytes(), &h.to_le_bytes(), &gif[10..]].concat();
    let lossy = |size: &[u8; 4]| {
        let old = [0x9d, 0x01, 0x2a, 200, 0, 150, 0];
        replaced(webp(&picture, false), &old, &[&old[..3], size].concat())
    };
    let sof = |size: &[u8; 4]| replaced(jpeg(&picture), &[8, 0, 150, 0, 200], &[&[8][..], size].concat());
    for (what, file, reason) in [
        (
            "JPEG of 64,250 × 64,250",
            sof(&[0xfa, 0xfa, 0xfa, 0xfa]),
            Reason::TooManyPixels,
        ),
        (
            "PNG of 20,000 × 20,000",
            sized_png(20_000, 20_000),
            Reason::TooManyPixels,
        ),
        (
            "PNG whose size overflows",
            sized_png(u32::MAX, u32::MAX),
            Reason::TooManyPixels,
        ),
        (
            "WebP of 16,383 × 16,383",
            lossy(&[0xff, 0x3f, 0xff, 0x3f]),
            Reason::TooManyPixels,
        ),
        (
            "AVIF whose size overflows",
            sized_avif(u32::MAX, u32::MAX),
            Reason::TooManyPixels,
        ),
        (
            "GIF of 65,535 × 65,535",
            sized_gif(u16::MAX, u16::MAX),
            Reason::TooManyPixels,
        ),
        ("PNG of 40,000 × 1", sized_png(40_000, 1), Reason::TooLong),
        ("GIF of 96 × 40,000", sized_gif(96, 40_000), Reason::TooLong),
        ("PNG of 0 × 150", sized_png(0, 150), Reason::Damaged),
        ("PNG of 200 × 0", sized_png(200, 0), Reason::Damaged),
        ("AVIF of 0 × 32", sized_avif(0, 32), Reason::Damaged),
        ("WebP of 0 × 150", lossy(&[0, 0, 150, 0]), Reason::Damaged),
    ] {
        assert_refused(&world, what, &file, reason);
    }
    assert!(world.program.peak_memory() < 64 * MEGABYTE);
}

#[test]
fn a_vast_picture_in_a_small_file_is_made_small_as_it_comes() {
    let (world, file) = (World::new(), vast_png());
    assert!(file.len() < 100_000);
    let made = world.make(&file);
    assert_eq!((made.done.width, made.done.height), (25_000, 4_000));
    assert_near(&made.slot("w320").four(), &[WHITE; 4], 2, "a vast picture");
    assert!(world.program.peak_memory() < 64 * MEGABYTE);
}

#[test]
fn animations_of_too_many_pictures_are_refused() {
    let world = World::new();
    for (what, file) in animations(MAX_FRAMES + 1) {
        assert_refused(&world, what, &file, Reason::TooManyFrames);
    }
    for (what, file) in animations(3) {
        assert_eq!(world.make(&file).done.width, 2, "{what}");
    }
}

#[test]
fn containers_that_lie_are_refused() {
    let world = World::new();
    let small = png(&Picture::corners(96, 64), Png::Rgb, &Extras::default());
    let ihdr = &small[8..33];
    let without_data = [&small[..33], &png_chunk(b"IEND", b"")].concat();
    let canvas = |w: u8, h: u8| [&b"VP8X\x0a\0\0\0\0\0\0\0"[..], &[w - 1, 0, 0, h - 1, 0, 0]].concat();
    let on_canvas = |w, h| {
        let picture = webp(&Picture::corners(96, 64), false);
        let content = [&b"WEBP"[..], &canvas(w, h), &picture[12..]].concat();
        [
            &b"RIFF"[..],
            &u32::try_from(content.len()).unwrap().to_le_bytes(),
            &content,
        ]
        .concat()
    };
    assert_harmless(&world, "WebP on its canvas", &on_canvas(96, 64));
    for (what, file, reason) in [
        ("PNG with two IHDR", png_with(ihdr), Reason::Damaged),
        ("PNG without IDAT", without_data, Reason::Damaged),
        (
            "PNG that begins with IDAT",
            replaced(small.clone(), b"IHDR", b"IDAT"),
            Reason::Damaged,
        ),
        (
            "PNG with a chunk longer than it",
            replaced(small.clone(), b"\0\0\0\x0dIHDR", b"\x7f"),
            Reason::CutShort,
        ),
        ("WebP on a smaller canvas", on_canvas(95, 64), Reason::Damaged),
        ("WebP on a larger canvas", on_canvas(96, 65), Reason::Damaged),
        (
            "WebP with a chunk longer than it",
            replaced(webp(&Picture::corners(96, 64), false), b"VP8 ", b"VP8 \xff"),
            Reason::Damaged,
        ),
    ] {
        assert_refused(&world, what, &file, reason);
    }
}

#[test]
fn a_file_that_stops_anywhere_never_becomes_a_photo() {
    let world = World::new();
    for (what, photo) in photos() {
        for percent in [5, 30, 60, 85, 97] {
            // never so short that its format cannot be told
            let length = (photo.len() * percent / 100).max(16);
            let reason = world.process(&photo[..length]).failure();
            let expected = [Reason::CutShort, Reason::Damaged];
            assert!(expected.contains(&reason), "{what} at {percent} %: {reason}");
        }
        let reason = world.process(&photo[..photo.len() - 1]).failure();
        assert!(
            [Reason::CutShort, Reason::Damaged].contains(&reason),
            "{what} but for a byte: {reason}"
        );
    }
    assert!(world.storage.stored().is_empty());
}

#[test]
fn what_follows_a_photo_is_left_behind() {
    let world = World::new();
    let archive = [b"PK\x03\x04", PAYLOAD, b"PK\x05\x06", &[0; 18]].concat();
    for (what, photo) in photos() {
        for trail in [PAYLOAD, &archive] {
            assert_harmless(&world, what, &[&photo[..], trail].concat());
        }
    }
}

#[test]
fn what_a_photo_carries_is_left_behind() {
    let world = World::new();
    let picture = Picture::corners(96, 64);
    let segments = Extras {
        segments: vec![
            (1, [&b"http://ns.adobe.com/xap/1.0/\0"[..], PAYLOAD].concat()),
            (13, [&b"Photoshop 3.0\0"[..], PAYLOAD].concat()),
            (15, PAYLOAD.to_vec()),
        ],
        ..Extras::default()
    };
    let gif = &photos()[7].1;
    // after the screen, and its colours if it has any
    let blocks = 13
        + if gif[10] & 0x80 == 0 {
            0
        } else {
            3 << ((gif[10] & 7) + 1)
        };
    let comment = [&[0x21, 0xfe, u8::try_from(PAYLOAD.len()).unwrap()], PAYLOAD, &[0]].concat();
    let exif = Extras {
        exif: Some([&exif_directory(&[], 0)[..], PAYLOAD].concat()),
        ..Extras::default()
    };
    for (what, file) in [
        ("JPEG with XMP and more", jpeg_with(&picture, Jpeg::Baseline, &segments)),
        (
            "PNG with a page as its text",
            png_with(&png_chunk(b"tEXt", &[b"Comment\0", PAYLOAD].concat())),
        ),
        (
            "GIF with a script as its comment",
            [&gif[..blocks], &comment, &gif[blocks..]].concat(),
        ),
        ("WebP with a script after its EXIF block", webp_with(&picture, &exif)),
    ] {
        assert_harmless(&world, what, &file);
    }
    // the picture would be 10,799 pixels wide, and a script from its first byte
    assert_refused(
        &world,
        "a script that begins like a GIF",
        b"GIF89a/*\x01\0\0\0\0*/=1;alert(1)//;",
        Reason::Damaged,
    );
}

#[test]
fn exif_that_leads_nowhere_is_harmless() {
    let world = World::new();
    let (ascii, long) = (2, 4);
    for (what, block) in [
        ("its next directory is itself", exif_directory(&[], 8)),
        (
            "its sub-directory is itself",
            exif_directory(&[(0x8769, long, 1, 8), (0x8825, long, 1, 8)], 8),
        ),
        ("a text of 4 GB", exif_directory(&[(0x010f, ascii, u32::MAX, 8)], 0)),
        (
            "numbers that overflow",
            exif_directory(&[(0x829a, 5, u32::MAX, u32::MAX)], u32::MAX),
        ),
        ("65,535 entries", [&b"II*\0\x08\0\0\0"[..], &[0xff; 700]].concat()),
        ("a directory far away", b"II*\0\xff\xff\xff\xff".to_vec()),
        ("nothing but a beginning", b"MM\0*".to_vec()),
    ] {
        for (format, file) in with_exif(&block) {
            assert_harmless(&world, &format!("{format}, {what}"), &file);
        }
    }
}

#[test]
fn what_is_too_large_beside_the_picture_is_ignored() {
    let world = World::new();
    let picture = Picture::corners(96, 64);
    let profile = Extras {
        profile: Some(vec![7; 5 * 1024 * 1024]),
        ..Extras::default()
    };
    let exif = Extras {
        exif: Some([&exif_directory(&[], 0)[..], &vec![7; 2 * 1024 * 1024]].concat()),
        ..Extras::default()
    };
    let xmp = [&b"http://ns.adobe.com/xap/1.0/\0"[..], &vec![b' '; 65_000]].concat();
    let many = Extras {
        segments: vec![(1, xmp); 40],
        ..Extras::default()
    };
    let bomb = zlib_bomb(1 << 30);
    for (what, file) in [
        ("PNG with a profile of 5 MB", png(&picture, Png::Rgb, &profile)),
        ("WebP with a profile of 5 MB", webp_with(&picture, &profile)),
        ("PNG with EXIF of 2 MB", png(&picture, Png::Rgb, &exif)),
        ("WebP with EXIF of 2 MB", webp_with(&picture, &exif)),
        ("JPEG with XMP of 2.6 MB", jpeg_with(&picture, Jpeg::Baseline, &many)),
        (
            "PNG whose profile inflates to 1 GB",
            png_with(&png_chunk(b"iCCP", &[b"bomb\0\0", &bomb[..]].concat())),
        ),
        (
            "PNG whose text inflates to 1 GB",
            png_with(&png_chunk(b"zTXt", &[b"bomb\0\0", &bomb[..]].concat())),
        ),
    ] {
        assert_harmless(&world, what, &file);
    }
    assert!(world.program.peak_memory() < 64 * MEGABYTE);
}
