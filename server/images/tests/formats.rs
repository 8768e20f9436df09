//! Every format and kind of file that is read.

use crate::support::{
    Picture, World,
    animations::{GifFrame, animated_png, animated_webp, gif, still_gif},
    interlaced::interlaced_png,
    picture::{BLUE, Colour, GREEN, RED, WHITE, YELLOW, assert_near},
    writers::{Extras, Jpeg, Png, file, jpeg_with, png, webp},
};
use domain::{media::MediaType, reason::Reason};

const FOUR: [Colour; 4] = [RED, GREEN, BLUE, YELLOW];
const GREYS: [Colour; 4] = [[0, 0, 0, 255], [90, 90, 90, 255], [180, 180, 180, 255], WHITE];

/// What each file shows in its four quarters, as WebP and as JPEG.
#[track_caller]
fn check(world: &World, media_type: MediaType, file: &[u8], webp: [Colour; 4], jpeg: [Colour; 4], what: &str) {
    let made = world.make(file);
    assert_eq!(made.done.media_type, media_type, "{what}");
    assert_near(&made.slot("w320").four(), &webp, 8, what);
    assert_near(&made.slot("jpeg").four(), &jpeg, 8, what);
}

#[test]
fn jpeg_of_every_kind_is_read() {
    let (world, picture) = (World::new(), Picture::corners(96, 64));
    for kind in [Jpeg::Baseline, Jpeg::Scans, Jpeg::Progressive, Jpeg::Cmyk, Jpeg::Ycck] {
        let file = jpeg_with(&picture, kind, &Extras::default());
        check(&world, MediaType::Jpeg, &file, FOUR, FOUR, &format!("{kind:?}"));
    }
    let grey = jpeg_with(&Picture::quarters(96, 64, GREYS), Jpeg::Grey, &Extras::default());
    check(&world, MediaType::Jpeg, &grey, GREYS, GREYS, "grey");
}

#[test]
fn png_of_every_kind_is_read() {
    let (world, picture) = (World::new(), Picture::corners(96, 64));
    for kind in [Png::Rgb, Png::Rgba, Png::Rgb16] {
        check(
            &world,
            MediaType::Png,
            &png(&picture, kind, &Extras::default()),
            FOUR,
            FOUR,
            &format!("{kind:?}"),
        );
    }
    for bytes in [1, 2] {
        let file = interlaced_png(&picture, bytes);
        check(&world, MediaType::Png, &file, FOUR, FOUR, "interlaced");
    }
    let greys = Picture::quarters(96, 64, GREYS);
    for kind in [Png::Grey, Png::GreyAlpha] {
        check(
            &world,
            MediaType::Png,
            &png(&greys, kind, &Extras::default()),
            GREYS,
            GREYS,
            &format!("{kind:?}"),
        );
    }
    let palette = Png::Palette(FOUR.map(|[r, g, b, _]| [r, g, b]));
    let clear = [[0; 4], GREEN, BLUE, YELLOW];
    let on_white = [WHITE, GREEN, BLUE, YELLOW];
    check(
        &world,
        MediaType::Png,
        &png(&picture, palette, &Extras::default()),
        clear,
        on_white,
        "palette",
    );
}

#[test]
fn webp_of_every_kind_is_read() {
    let (world, picture) = (World::new(), Picture::corners(96, 64));
    for lossless in [true, false] {
        check(
            &world,
            MediaType::Webp,
            &webp(&picture, lossless),
            FOUR,
            FOUR,
            &format!("lossless: {lossless}"),
        );
    }
}

#[test]
fn gif_of_every_kind_is_read() {
    let (world, picture) = (World::new(), Picture::corners(96, 64));
    check(&world, MediaType::Gif, &still_gif(&picture), FOUR, FOUR, "plain");
    let interlaced = GifFrame {
        interlaced: true,
        ..GifFrame::of(&picture)
    };
    check(
        &world,
        MediaType::Gif,
        &gif((96, 64), &[interlaced]),
        FOUR,
        FOUR,
        "interlaced",
    );
    let clear = Picture::quarters(96, 64, [RED, [0; 4], BLUE, YELLOW]);
    let on_white = [RED, WHITE, BLUE, YELLOW];
    let four = [RED, [0; 4], BLUE, YELLOW];
    check(
        &world,
        MediaType::Gif,
        &still_gif(&clear),
        four,
        on_white,
        "transparent",
    );
}

#[test]
fn a_gif_is_shown_on_its_canvas() {
    let (world, small) = (World::new(), Picture::flat(48, 32, BLUE));
    // in the right lower quarter
    let frame = GifFrame {
        left: 48,
        top: 32,
        ..GifFrame::of(&small)
    };
    let four = [[0; 4], [0; 4], [0; 4], BLUE];
    let on_white = [WHITE, WHITE, WHITE, BLUE];
    let file = gif((96, 64), std::slice::from_ref(&frame));
    check(&world, MediaType::Gif, &file, four, on_white, "on its canvas");
    // where it does not fit, the canvas grows
    let made = world.make(&gif((10, 10), &[frame]));
    assert_eq!((made.done.width, made.done.height), (96, 64));
    assert_near(&made.slot("w320").four(), &four, 8, "on a larger canvas");
}

#[test]
fn of_an_animation_the_first_picture_is_read() {
    let world = World::new();
    let pictures = [
        Picture::corners(96, 64),
        Picture::flat(96, 64, WHITE),
        Picture::flat(96, 64, RED),
    ];
    let frames: Vec<GifFrame<'_>> = pictures.iter().map(GifFrame::of).collect();
    let files = [
        (MediaType::Gif, gif((96, 64), &frames), "GIF"),
        (MediaType::Webp, animated_webp(&pictures, true), "lossless WebP"),
        (MediaType::Webp, animated_webp(&pictures, false), "WebP"),
        (MediaType::Png, animated_png(&pictures), "PNG"),
    ];
    for (media_type, file, what) in files {
        check(&world, media_type, &file, FOUR, FOUR, what);
    }
}

#[test]
fn transparency_stays_in_webp_and_becomes_white_in_jpeg() {
    let world = World::new();
    let half = |[r, g, b, _]: Colour| [r, g, b, 128];
    let quarters = [RED, half(GREEN), [50, 60, 200, 0], YELLOW];
    let on_white = [RED, GREEN.map(|channel| channel.midpoint(255)), WHITE, YELLOW];
    let picture = Picture::quarters(96, 64, quarters);
    let files = [
        (MediaType::Png, png(&picture, Png::Rgba, &Extras::default()), "PNG"),
        (MediaType::Webp, webp(&picture, true), "lossless WebP"),
        (MediaType::Webp, webp(&picture, false), "WebP"),
        (
            MediaType::Webp,
            animated_webp(&vec![picture.clone(); 2], true),
            "animated WebP",
        ),
        (MediaType::Avif, file("alpha.avif"), "AVIF"),
        (MediaType::Avif, file("alpha-premultiplied.avif"), "AVIF, premultiplied"),
    ];
    for (media_type, bytes, what) in files {
        check(&world, media_type, &bytes, quarters, on_white, what);
    }
}

#[test]
fn avif_of_every_kind_is_read() {
    let world = World::new();
    for name in [
        "8-bit-444",
        "8-bit-420-limited",
        "10-bit-422",
        "10-bit-420-bt709-limited",
        "12-bit-444-bt2020",
        "identity",
    ] {
        check(
            &world,
            MediaType::Avif,
            &file(&format!("{name}.avif")),
            FOUR,
            FOUR,
            name,
        );
    }
    // the luma of the four colours
    let greys = [94, 124, 73, 205].map(|grey| [grey, grey, grey, 255]);
    check(&world, MediaType::Avif, &file("grey.avif"), greys, greys, "grey");
}

#[test]
fn avif_in_tiles_is_refused_with_a_reason() {
    assert_eq!(World::new().process(&file("grid.avif")).failure(), Reason::AvifTiles);
}

#[test]
fn other_files_are_refused_by_their_content() {
    let world = World::new();
    for file in [
        &b""[..],
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"II*\0\x08\0\0\0",
    ] {
        assert_eq!(world.process(file).failure(), Reason::WrongType);
    }
    assert_eq!(
        world
            .storage
            .requests()
            .iter()
            .filter(|request| request.starts_with("PUT"))
            .count(),
        0
    );
}
