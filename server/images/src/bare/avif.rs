//! AVIF (ISO/IEC 14496-12, ISO/IEC 23008-12): the picture and its alpha channel, with their properties.
//!
//! Boxes say at which place of the file data lies. So nothing moves: what is left out becomes zeros, and what announced it
//! becomes something that readers pass over (`free`). They do not come to look for EXIF in zeros, which some call broken.

use super::sketch::Sketch;
use crate::{
    formats::avif::{
        boxes::Bytes,
        container::{ALPHA, Meta},
    },
    limits::MAX_AVIF_ENTRIES,
};
use std::ops::Range;

/// What tells readers to pass over a box; no reader knows an item of this kind either.
const FREE: &[u8; 4] = b"free";

/// Length and name of a box.
const HEAD: usize = 8;

/// Properties that say how a picture is stored and shown, and how long each is; 0 for any length.
const PROPERTIES: [(&[u8; 4], usize); 14] = [
    (b"ispe", 12),
    (b"pixi", 0),
    (b"av1C", 0),
    (b"irot", 1),
    (b"imir", 1),
    (b"pasp", 8),
    (b"clap", 32),
    (b"clli", 4),
    (b"mdcv", 24),
    (b"cclv", 0),
    (b"amve", 8),
    (b"a1op", 1),
    (b"lsel", 2),
    (b"a1lx", 0),
];

pub(super) fn draw(sketch: &mut Sketch<'_>) -> Option<()> {
    let meta = Meta::read(sketch.file)?;
    let mut draft = Draft {
        sketch,
        kept: [Some(meta.primary), meta.alpha()].into_iter().flatten().collect(),
        data: Vec::new(),
        inline: Vec::new(),
        changes: Vec::new(),
    };
    draft.find_data(&meta)?;
    draft.file()?;
    draft.apply()
}

/// What is to be different from the file.
struct Draft<'s, 'a> {
    sketch: &'s mut Sketch<'a>,
    /// The items that are kept.
    kept: Vec<u32>,
    /// Where their data lies, in the file, and in the box for small data.
    data: Vec<Range<usize>>,
    inline: Vec<Range<usize>>,
    changes: Vec<Change>,
}

/// Other bytes for a place of the file, as many as are there; zeros if there are none.
struct Change {
    place: Range<usize>,
    bytes: Option<Vec<u8>>,
}

/// A box, and where it lies in the file.
struct Located {
    name: [u8; 4],
    /// From its length on.
    start: usize,
    content: Range<usize>,
}

impl Draft<'_, '_> {
    fn find_data(&mut self, meta: &Meta<'_>) -> Option<()> {
        for place in meta.places.iter().filter(|place| self.kept.contains(&place.item)) {
            for (offset, length) in &place.extents {
                (!place.elsewhere && *length > 0).then_some(())?;
                let start = usize::try_from(*offset).ok()?;
                let range = start..start.checked_add(usize::try_from(*length).ok()?)?;
                if place.inline {
                    self.inline.push(range);
                } else {
                    self.data.push(range);
                }
            }
        }
        // few, so that they may be looked through for every box
        (self.data.len() + self.inline.len() <= MAX_AVIF_ENTRIES).then_some(())?;
        self.data.sort_by_key(|range| range.start);
        self.inline.sort_by_key(|range| range.start);
        Some(())
    }

    fn file(&mut self) -> Option<()> {
        let boxes = self.boxes(0..self.sketch.file.len())?;
        let once = |name: &[u8; 4]| boxes.iter().filter(|found| &found.name == name).count() == 1;
        (once(b"ftyp") && once(b"meta")).then_some(())?;
        let mut found = 0;
        for part in &boxes {
            match &part.name {
                // brands: four letters each
                b"ftyp" => (part.start == 0).then_some(())?,
                b"meta" => self.meta(part)?,
                b"mdat" => found += self.zero_around(&part.content, &self.data.clone()),
                // a film: what it shows lies in the same data
                b"moov" | b"moof" => return None,
                _ => self.free(part)?,
            }
        }
        (found == self.data.len()).then_some(())
    }

    fn meta(&mut self, meta: &Located) -> Option<()> {
        // version and flags
        let boxes = self.boxes(meta.content.start.checked_add(4)?..meta.content.end)?;
        let mut seen = Vec::new();
        for part in &boxes {
            match &part.name {
                b"hdlr" | b"pitm" | b"iloc" | b"iinf" | b"iprp" | b"iref" | b"idat" if seen.contains(&part.name) => {
                    return None;
                }
                b"pitm" | b"iloc" | b"iref" => {}
                // what kind it is of; then zeros and a name
                b"hdlr" => self.zero(part.content.start.checked_add(12)?..part.content.end),
                b"iinf" => self.items(part)?,
                b"iprp" => self.properties(part)?,
                b"idat" => {
                    let at = |place: &usize| place.checked_add(part.content.start);
                    let inline = self.inline.iter().map(|range| Some(at(&range.start)?..at(&range.end)?));
                    let inline: Vec<_> = inline.collect::<Option<_>>()?;
                    let found = self.zero_around(&part.content, &inline);
                    (found == inline.len()).then_some(())?;
                }
                // items that are protected
                b"ipro" => return None,
                _ => self.free(part)?,
            }
            seen.push(part.name);
        }
        (self.inline.is_empty() || seen.contains(b"idat")).then_some(())
    }

    /// Items have names, which anybody can have written, and those that are left out are none any more.
    fn items(&mut self, infos: &Located) -> Option<()> {
        let mut content = Bytes(self.sketch.file.get(infos.content.clone())?);
        let (version, _) = content.version()?;
        content.narrow_or_wide(version > 0)?;
        let entries = infos.content.end.checked_sub(content.0.len())?..infos.content.end;
        for entry in self.boxes(entries)? {
            (&entry.name == b"infe").then_some(())?;
            let mut content = Bytes(self.sketch.file.get(entry.content.clone())?);
            let (version, _) = content.version()?;
            matches!(version, 2 | 3).then_some(())?;
            let item = content.narrow_or_wide(version > 2)?;
            content.u16()?;
            let kind = entry.content.end.checked_sub(content.0.len())?;
            content.name()?;
            let name = entry.content.end.checked_sub(content.0.len())?;
            if !self.kept.contains(&item) {
                self.change(kind..name, FREE);
            }
            self.zero(name..entry.content.end);
        }
        Some(())
    }

    fn properties(&mut self, properties: &Located) -> Option<()> {
        for part in self.boxes(properties.content.clone())? {
            match &part.name {
                b"ipco" => {
                    for property in self.boxes(part.content.clone())? {
                        self.property(&property)?;
                    }
                }
                b"ipma" => {}
                _ => self.free(&part)?,
            }
        }
        Some(())
    }

    fn property(&mut self, property: &Located) -> Option<()> {
        let content = self.sketch.file.get(property.content.clone())?;
        match (&property.name, content) {
            // a name, a description and tags that somebody gave the picture
            (b"udes" | FREE, _) => self.free(property)?,
            (b"colr", [b'p', b'r', b'o', b'f', ..] | [b'r', b'I', b'C', b'C', ..]) => {}
            (b"colr", [b'n', b'c', b'l', b'x', rest @ ..]) => (rest.len() == 7).then_some(())?,
            (b"auxC", [_, _, _, _, kind @ ..]) if kind.starts_with(ALPHA) => {
                self.zero(property.content.start + 4 + ALPHA.len()..property.content.end);
            }
            // of what is left out
            (b"auxC", _) => self.free(property)?,
            (name, content) => {
                let known = PROPERTIES.iter().find(|(known, _)| *known == name)?;
                (known.1 == 0 || known.1 == content.len()).then_some(())?;
            }
        }
        Some(())
    }

    /// The boxes that fill this part of the file. Nothing if something else is there, or if there are too many.
    fn boxes(&self, within: Range<usize>) -> Option<Vec<Located>> {
        let mut start = within.start;
        let mut boxes = Vec::new();
        for found in Bytes(self.sketch.file.get(within.clone())?).boxes() {
            (boxes.len() < MAX_AVIF_ENTRIES).then_some(())?;
            let content = self.sketch.place(found.content.0)?;
            let end = content.end;
            boxes.push(Located {
                name: found.name,
                start,
                content,
            });
            start = end;
        }
        (start == within.end).then_some(boxes)
    }

    /// Makes a box one that readers pass over, and empties it.
    fn free(&mut self, part: &Located) -> Option<()> {
        let name = part.start.checked_add(HEAD - FREE.len())?;
        self.change(name..part.start.checked_add(HEAD)?, FREE);
        self.zero(part.content.clone());
        Some(())
    }

    /// Zeros within these bounds, but for the parts of `kept` that lie within. Gives how many of them do.
    fn zero_around(&mut self, bounds: &Range<usize>, kept: &[Range<usize>]) -> usize {
        let mut at = bounds.start;
        let within = |range: &&Range<usize>| range.start >= bounds.start && range.end <= bounds.end;
        let mut count = 0;
        for range in kept.iter().filter(within) {
            if range.start > at {
                self.zero(at..range.start);
            }
            at = at.max(range.end);
            count += 1;
        }
        self.zero(at..bounds.end);
        count
    }

    fn zero(&mut self, place: Range<usize>) {
        self.changes.push(Change { place, bytes: None });
    }

    fn change(&mut self, place: Range<usize>, bytes: &[u8]) {
        self.changes.push(Change {
            place,
            bytes: Some(bytes.to_vec()),
        });
    }

    /// The file with the changes, which lie apart.
    fn apply(mut self) -> Option<()> {
        self.changes.sort_by_key(|change| change.place.start);
        let mut at = 0;
        for Change { place, bytes } in self.changes {
            let there = self.sketch.file.get(place.clone())?;
            (at <= place.start).then_some(())?;
            match bytes {
                Some(bytes) if there != bytes => {
                    self.sketch.keep(at..place.start);
                    self.sketch.write(&bytes);
                    at = place.end;
                }
                None if there.iter().any(|byte| *byte != 0) => {
                    self.sketch.keep(at..place.start);
                    self.sketch.zeros(place.len());
                    at = place.end;
                }
                // it is so already
                _ => {}
            }
        }
        self.sketch.keep(at..self.sketch.file.len());
        Some(())
    }
}
