//! What the fuzzer starts from: photos of every kind, their EXIF blocks, and tickets.

use super::{
    Picture,
    exif::{Block, Value},
    picture::{BLUE, GREEN, RED, YELLOW},
    program::KEY,
    writers::{Extras, Jpeg, Png, file, jpeg_with, png, webp, webp_with},
};
use domain::{
    seal::Key,
    ticket::{OriginalFile, RenditionTarget, Ticket, Wishes, sign},
    time::Timestamp,
};

/// One input of one target.
pub(crate) struct Seed {
    pub(crate) target: &'static str,
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// The sizes that are wanted of a picture: all of it, little, next to nothing.
const WANTED: [[u8; 4]; 3] = [[0xff; 4], [0, 20, 0, 15], [0, 1, 0, 1]];

/// All of them.
pub(crate) fn seeds() -> Vec<Seed> {
    let mut seeds = Vec::new();
    let mut add = |target, name: String, bytes| seeds.push(Seed { target, name, bytes });
    for (format, name, photo) in photos() {
        for (index, wanted) in WANTED.iter().enumerate() {
            add(format, format!("{name}-{index}"), [&wanted[..], &photo].concat());
        }
        add("bare", name.clone(), photo.clone());
        add("header", name.clone(), photo);
    }
    for (name, block) in blocks() {
        add("notes", name.to_owned(), block);
    }
    for (name, ticket) in tickets() {
        let body = serde_json::to_vec(&ticket).unwrap();
        let now = Timestamp::from_millis(1_600_000_000_000);
        let signature = sign(&Key::new(KEY).unwrap(), now, &body);
        add("ticket", name.to_owned(), [signature.as_bytes(), b"\n", &body].concat());
    }
    seeds
}

fn photos() -> Vec<(&'static str, String, Vec<u8>)> {
    let mut photos = Vec::new();
    let (picture, bare, full) = (picture(), Extras::default(), extras());
    let kinds = [
        Jpeg::Baseline,
        Jpeg::Scans,
        Jpeg::Progressive,
        Jpeg::Grey,
        Jpeg::Cmyk,
        Jpeg::Ycck,
    ];
    for kind in kinds {
        photos.push(("jpeg", format!("{kind:?}"), jpeg_with(&picture, kind, &bare)));
    }
    photos.push(("jpeg", "extras".into(), jpeg_with(&picture, Jpeg::Baseline, &full)));
    photos.push(("jpeg", "iphone".into(), file("iphone-4s.jpg")));
    let four = Picture::quarters(37, 23, [RED, GREEN, BLUE, YELLOW]);
    let colours = [RED, GREEN, BLUE, YELLOW].map(|[r, g, b, _]| [r, g, b]);
    for (name, kind) in [
        ("grey", Png::Grey),
        ("grey-alpha", Png::GreyAlpha),
        ("rgb", Png::Rgb),
        ("rgba", Png::Rgba),
        ("rgb16", Png::Rgb16),
        ("palette", Png::Palette(colours)),
    ] {
        photos.push(("png", name.into(), png(&four, kind, &full)));
    }
    photos.push(("webp", "lossy".into(), webp(&picture, false)));
    photos.push(("webp", "lossless".into(), webp(&picture, true)));
    photos.push(("webp", "extras".into(), webp_with(&picture, &full)));
    for entry in std::fs::read_dir(format!("{}/tests/files", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".avif") {
            photos.push(("avif", name.clone(), file(&name)));
        }
    }
    photos.push(("gif", "four-pixels".into(), GIF.to_vec()));
    photos
}

/// Two pixels by two, of two colours (`GIF87a`; LZW codes of three bits: clear, 0, 1, 1, 0, end).
const GIF: &[u8] =
    b"GIF87a\x02\0\x02\0\x80\0\0\xdc\x28\x28\x28\xb4\x3c\x2c\0\0\0\0\x02\0\x02\0\0\x02\x03\x44\x02\x05\0\x3b";

fn picture() -> Picture {
    Picture::draw(61, 47, |x, y| {
        [
            (x * 7 % 256) as u8,
            (y * 11 % 256) as u8,
            (x * y % 256) as u8,
            255 - y as u8,
        ]
    })
}

fn extras() -> Extras {
    Extras {
        exif: Some(block(true).bytes()),
        profile: Some(moxcms::ColorProfile::new_display_p3().encode().unwrap()),
        ..Extras::default()
    }
}

fn block(little: bool) -> Block {
    let block = Block {
        little,
        ..Block::default()
    };
    block
        .main(&[
            (0x010f, Value::Text("Maker")),
            (0x0110, Value::Text("Model")),
            (0x0112, Value::Short(6)),
            (0x0132, Value::Text("2024:05:01 18:30:00")),
        ])
        .photo(&[
            (0x829a, Value::Fraction(10, 2500)),
            (0x829d, Value::Fraction(28, 10)),
            (0x8827, Value::Short(400)),
            (0x8832, Value::Long(102_400)),
            (0x9003, Value::Text("2024:05:01 18:30:00")),
            (0x9011, Value::Text("+02:00")),
            (0x920a, Value::Fraction(5000, 100)),
            (0xa434, Value::Text("50mm")),
        ])
        .place(&[(0x0001, Value::Text("N")), (0x0003, Value::Text("E"))])
}

fn blocks() -> Vec<(&'static str, Vec<u8>)> {
    let iphone = images::formats::Header::read(&file("iphone-4s.jpg")).unwrap();
    vec![
        ("little", block(true).bytes()),
        ("big", block(false).bytes()),
        ("empty", Block::default().bytes()),
        ("iphone", iphone.exif.unwrap()),
    ]
}

fn tickets() -> Vec<(&'static str, Ticket)> {
    let original = |name: &str| OriginalFile {
        url: format!("http://127.0.0.1:8787/{name}?X-Amz-Signature=secret"),
        bytes: 1000,
        sha256: "00".repeat(32),
    };
    let plain = Ticket {
        photo: "00112233445566778899aabbccddeeff".parse().unwrap(),
        attempt: 1,
        original: original("original"),
        renditions: ["w320", "jpeg"]
            .map(|slot| RenditionTarget {
                slot: slot.into(),
                url: format!("HTTP://127.0.0.1:8787/{slot}"),
            })
            .into(),
        wishes: Wishes::default(),
    };
    let mut full = plain.clone();
    full.wishes = serde_json::from_value(serde_json::json!({
        "watermark": { "mark": { "picture": original("mark") }, "style": domain::watermark::Style::default() },
        "credit": { "creator": "Mei Lin", "rights": "© 2026", "licence_url": null },
        "smaller_original": "http://127.0.0.1:8787/smaller",
    }))
    .unwrap();
    vec![("plain", plain), ("full", full)]
}
