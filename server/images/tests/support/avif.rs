//! Writes AVIFs that carry more than their picture (ISO/IEC 14496-12, ISO/IEC 23008-12).

use super::{containers::boxes, exif::Block, exif::Value, writers::file};
use images::formats::avif::container::Container;

/// What must not be found again.
pub(crate) const SECRET: &[u8] = b"SECRET";

/// An AVIF with alpha, with that word wherever one can be: names, a description, EXIF, XMP, a thumbnail, and boxes that
/// nobody knows.
pub(crate) fn telling() -> Vec<u8> {
    let source = file("alpha.avif");
    let container = Container::read(&source).unwrap();
    let exif = Block::default().main(&[(0x010e, Value::Text("SECRET"))]).bytes();
    let items = [
        container.picture.clone(),
        container.alpha.clone().unwrap(),
        [&[0; 4][..], &exif].concat(),
        b"<x:xmpmeta>SECRET</x:xmpmeta>".to_vec(),
        [SECRET, &container.picture].concat(),
    ];
    let top = boxes(&source);
    let ftyp = boxed(b"ftyp", top[0].1);
    let meta = |at: usize| meta(&top[1].1[4..], &items, at);
    let free = boxed(b"free", SECRET);
    let unknown = boxed(b"uuid", &[&[7; 16], SECRET].concat());
    // with a word before, between and after
    let data: Vec<u8> = items.iter().flat_map(|item| [SECRET, item].concat()).collect();
    let before = ftyp.len() + meta(0).len() + free.len() + 8;
    let mdat = boxed(b"mdat", &[&data, SECRET].concat());
    [ftyp, meta(before), free, mdat, unknown].concat()
}

/// The box of this name, where the data begins at this place.
fn meta(source: &[u8], items: &[Vec<u8>], data_at: usize) -> Vec<u8> {
    let child = |name: &[u8; 4]| boxes(source).into_iter().find(|(found, _)| found == name).unwrap().1;
    let hdlr = [&child(b"hdlr")[..24], b"SECRET handler\0"].concat();
    let infos = [
        info(1, b"av01", b"SECRET colours\0"),
        info(2, b"av01", b"SECRET alpha\0"),
        info(3, b"Exif", b"SECRET\0"),
        info(4, b"mime", b"\0application/rdf+xml\0SECRET\0"),
        info(5, b"av01", b"thumbnail\0"),
    ];
    let references = [
        child(b"iref").to_vec(),
        boxed(b"cdsc", &[0, 3, 0, 1, 0, 1]),
        boxed(b"cdsc", &[0, 4, 0, 1, 0, 1]),
        boxed(b"thmb", &[0, 5, 0, 1, 0, 1]),
    ];
    let content = [
        vec![0; 4],
        boxed(b"hdlr", &hdlr),
        boxed(b"pitm", child(b"pitm")),
        boxed(b"iloc", &places(items, data_at)),
        boxed(b"iinf", &[&[0, 0, 0, 0, 0, 5][..], &infos.concat()].concat()),
        boxed(b"iref", &references.concat()),
        boxed(b"iprp", &properties(child(b"iprp"))),
        boxed(b"xml ", SECRET),
    ];
    boxed(b"meta", &content.concat())
}

/// Each item with the length of a word before it.
fn places(items: &[Vec<u8>], mut at: usize) -> Vec<u8> {
    let mut places = [0, 0, 0, 0, 0x44, 0, 0, u8::try_from(items.len()).unwrap()].to_vec();
    for (item, number) in items.iter().zip(1_u16..) {
        at += SECRET.len();
        places.extend([number.to_be_bytes(), [0, 0], [0, 1]].concat());
        places.extend(u32::try_from(at).unwrap().to_be_bytes());
        places.extend(u32::try_from(item.len()).unwrap().to_be_bytes());
        at += item.len();
    }
    places
}

/// The source's properties, with a description that nothing refers to.
fn properties(source: &[u8]) -> Vec<u8> {
    let description = boxed(b"udes", b"\0\0\0\0en\0SECRET\0SECRET\0\0");
    let with = |(name, content): ([u8; 4], &[u8])| match &name {
        b"ipco" => boxed(b"ipco", &[content, &description].concat()),
        _ => boxed(&name, content),
    };
    boxes(source).into_iter().flat_map(with).collect()
}

fn info(item: u16, kind: &[u8; 4], names: &[u8]) -> Vec<u8> {
    boxed(
        b"infe",
        &[&[2, 0, 0, 0][..], &item.to_be_bytes(), &[0, 0], kind, names].concat(),
    )
}

fn boxed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).unwrap().to_be_bytes();
    [&length[..], name, content].concat()
}
