//! Every reader of bytes from outside, each as a function of these bytes that must end soon, in little memory, without a
//! panic, and with what it promises.
//!
//! One file, shared by the fuzzer's targets and by the image service's tests.

use domain::{
    bare::Piece,
    limits::{MAX_PIXELS, MAX_SIDE},
    media::MediaType,
    seal::Key,
    ticket::{Ticket, sign, verify},
    time::Timestamp,
};
use images::{
    bare,
    camera::Notes,
    formats::{Header, Profile, Wanted, decode},
    limits::{MAX_CAMERA_TEXT, MAX_EXIF_BYTES, MAX_PROFILE_BYTES},
    origins::Origins,
};

/// A target: its name, and what it does with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 9] = [
    ("header", header),
    ("notes", notes),
    ("ticket", ticket),
    ("jpeg", jpeg),
    ("png", png),
    ("webp", webp),
    ("avif", avif),
    ("gif", gif),
    ("bare", bare),
];

/// Larger pictures are right and slow, which a fuzzer would take for a finding.
const MOST_PIXELS: u64 = 4_000_000;

/// The guard in front of all decoders.
pub fn header(file: &[u8]) {
    let Ok(header) = Header::read(file) else { return };
    assert!((1..=MAX_SIDE).contains(&header.width) && (1..=MAX_SIDE).contains(&header.height));
    assert!(header.pixels() <= MAX_PIXELS);
    assert!(header.exif.is_none_or(|exif| exif.len() <= MAX_EXIF_BYTES));
    assert!(header.orientation.is_none_or(|value| (1..=8).contains(&value)));
    if let Profile::Icc(profile) = header.profile {
        assert!(profile.len() <= MAX_PROFILE_BYTES);
    }
}

/// What the camera wrote.
pub fn notes(block: &[u8]) {
    let notes = Notes::read(block);
    assert!((1..=8).contains(&notes.orientation));
    let camera = notes.camera;
    for text in [camera.make, camera.model, camera.lens, camera.exposure, notes.taken_at]
        .into_iter()
        .flatten()
    {
        assert!(text.chars().count() <= MAX_CAMERA_TEXT, "{text}");
        assert!(!text.contains(char::is_control), "{text:?}");
    }
    for number in [camera.aperture, camera.focal_length].into_iter().flatten() {
        assert!(number.is_finite() && number > 0.0);
    }
}

/// A ticket with its signature: the header up to the first line's end, then the body.
pub fn ticket(request: &[u8]) {
    let mut parts = request.splitn(2, |byte| *byte == b'\n');
    let (signature, body) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let (key, now) = (
        Key::new(&"k".repeat(32)).unwrap(),
        Timestamp::from_millis(1_700_000_000_000),
    );
    if let Ok(signature) = str::from_utf8(signature) {
        // nobody guesses one
        assert!(verify(&key, now, signature, body).is_err());
    }
    assert_eq!(verify(&key, now, &sign(&key, now, body), body), Ok(()));
    let Ok(ticket) = serde_json::from_slice::<Ticket>(body) else {
        return;
    };
    let written = serde_json::to_vec(&ticket).unwrap();
    assert_eq!(serde_json::from_slice::<Ticket>(&written).ok().as_ref(), Some(&ticket));
    assert!(ticket.slots().len() <= ticket.renditions.len());
    let origins = Origins::parse("http://127.0.0.1:8787").unwrap();
    for url in ticket.urls().filter(|url| origins.allow(url)) {
        assert!(leads_home(url), "{url}");
    }
}

/// Whether a URL leads to `http://127.0.0.1:8787`, read without the library that decides.
fn leads_home(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else {
        return false;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    scheme.eq_ignore_ascii_case("http")
        && authority
            .rsplit_once(':')
            .is_some_and(|(host, port)| host == "127.0.0.1" && port.parse() == Ok(8787_u16))
}

/// JPEG.
pub fn jpeg(input: &[u8]) {
    decoded(MediaType::Jpeg, input);
}

/// PNG.
pub fn png(input: &[u8]) {
    decoded(MediaType::Png, input);
}

/// WebP.
pub fn webp(input: &[u8]) {
    decoded(MediaType::Webp, input);
}

/// AVIF.
pub fn avif(input: &[u8]) {
    decoded(MediaType::Avif, input);
}

/// GIF.
pub fn gif(input: &[u8]) {
    decoded(MediaType::Gif, input);
}

/// A file without its metadata: it can be had of what is there, and has the same header.
pub fn bare(file: &[u8]) {
    let Ok(header) = Header::read(file) else { return };
    let Some(bare) = bare::of(file, header.media_type, 6) else {
        return;
    };
    assert!(bare.fits(file.len() as u64));
    let copy: Vec<u8> = bare.pieces().iter().flat_map(|piece| bytes(file, piece)).collect();
    assert_eq!(copy.len() as u64, bare.length());
    let read = Header::read(&copy).unwrap();
    assert_eq!(
        (read.media_type, read.width, read.height, &read.profile),
        (header.media_type, header.width, header.height, &header.profile)
    );
    let again = bare::of(&copy, header.media_type, 6).unwrap();
    let again: Vec<u8> = again.pieces().iter().flat_map(|piece| bytes(&copy, piece)).collect();
    assert!(again == copy, "there was more to take away");
}

fn bytes(file: &[u8], piece: &Piece) -> Vec<u8> {
    let place = |number: u64| usize::try_from(number).unwrap();
    match piece {
        Piece::Keep(offset, length) => file[place(*offset)..place(offset + length)].to_vec(),
        Piece::Zeros(count) => vec![0; place(*count)],
        Piece::Bytes(bytes) => bytes.clone(),
    }
}

/// Decodes a file of this format. In front of it, the size that is wanted: width and height, two bytes each.
fn decoded(media_type: MediaType, input: &[u8]) {
    let Some((&[a, b, c, d], file)) = input.split_first_chunk() else {
        return;
    };
    let Ok(header) = Header::read(file) else { return };
    if header.media_type != media_type || header.pixels() > MOST_PIXELS {
        return;
    }
    let wanted = Wanted {
        width: u16::from_be_bytes([a, b]).max(1).into(),
        height: u16::from_be_bytes([c, d]).max(1).into(),
    };
    let Ok(decoded) = decode(file, &header, wanted) else {
        return;
    };
    let picture = decoded.picture;
    assert!((wanted.width.min(header.width)..=header.width).contains(&picture.width()));
    assert!((wanted.height.min(header.height)..=header.height).contains(&picture.height()));
    assert_eq!(
        picture.data().len() as u64,
        u64::from(picture.width()) * u64::from(picture.height()) * picture.layout().channels() as u64
    );
}
