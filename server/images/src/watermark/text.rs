//! Text as shapes. Characters stand side by side, each with a glyph of its own: nothing is joined, reordered or kerned,
//! and so only scripts that need nothing of the kind are taken ([`domain::watermark::is_writable`]).
//!
//! The font is Open Sans Semibold, cut down to those (`font/README.md`).

use domain::watermark::is_writable;
use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
};
use zeno::{Command, Mask, Point};

static FONT: &[u8] = include_bytes!("font/open-sans-semibold.ttf");

/// How high a line is, in parts of the font's size: from the top of an accent on a capital to the foot of a g.
pub(super) const LINE: f32 = 1.36;

/// Where the line that letters stand on is, from the top.
const BASELINE: f32 = 1.07;

/// How dense the ink is, row by row: 0 to 255.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ink {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) data: Vec<u8>,
}

/// Whether there is a glyph for every character.
#[must_use]
pub fn can_write(text: &str) -> bool {
    let font = FontRef::new(FONT);
    is_writable(text) && font.is_ok_and(|font| text.chars().all(|c| font.charmap().map(c).is_some()))
}

/// How wide a text is, in parts of the font's size.
pub(super) fn width(text: &str) -> Option<f32> {
    let font = FontRef::new(FONT).ok()?;
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let advance = |c| metrics.advance_width(font.charmap().map(c)?);
    text.chars().map(advance).sum()
}

/// A text in this size (pixels), with an empty border around it.
pub(super) fn ink(text: &str, size: f32, border: usize) -> Option<Ink> {
    let font = FontRef::new(FONT).ok()?;
    let (glyphs, location) = (font.outline_glyphs(), LocationRef::default());
    let metrics = font.glyph_metrics(Size::new(size), location);
    let mut shape = Shape {
        commands: Vec::new(),
        x: border as f32,
        y: border as f32 + BASELINE * size,
    };
    for c in text.chars() {
        let glyph = font.charmap().map(c)?;
        let outline = glyphs.get(glyph)?;
        outline
            .draw(DrawSettings::unhinted(Size::new(size), location), &mut shape)
            .ok()?;
        shape.x += metrics.advance_width(glyph)?;
    }
    let (width, height) = (
        shape.x.ceil() as usize + border,
        (LINE * size).ceil() as usize + 2 * border,
    );
    let (data, _) = Mask::new(&shape.commands)
        .size(u32::try_from(width).ok()?, u32::try_from(height).ok()?)
        .render();
    Some(Ink { width, height, data })
}

/// Glyphs, one after the other. Fonts count upwards from the line, pictures downwards from the top.
struct Shape {
    commands: Vec<Command>,
    x: f32,
    y: f32,
}

impl Shape {
    fn at(&self, x: f32, y: f32) -> Point {
        Point::new(self.x + x, self.y - y)
    }
}

impl OutlinePen for Shape {
    fn move_to(&mut self, x: f32, y: f32) {
        self.commands.push(Command::MoveTo(self.at(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.commands.push(Command::LineTo(self.at(x, y)));
    }

    fn quad_to(&mut self, x0: f32, y0: f32, x: f32, y: f32) {
        self.commands.push(Command::QuadTo(self.at(x0, y0), self.at(x, y)));
    }

    fn curve_to(&mut self, x0: f32, y0: f32, x1: f32, y1: f32, x: f32, y: f32) {
        let (one, other, end) = (self.at(x0, y0), self.at(x1, y1), self.at(x, y));
        self.commands.push(Command::CurveTo(one, other, end));
    }

    fn close(&mut self) {
        self.commands.push(Command::Close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_that_is_taken_has_a_glyph() {
        let font = FontRef::new(FONT).unwrap();
        let taken: Vec<char> = (char::MIN..=char::MAX)
            .filter(|c| is_writable(&c.to_string()))
            .collect();
        assert!(taken.len() > 600, "{}", taken.len());
        for c in taken {
            let glyph = font.charmap().map(c);
            assert!(
                glyph.is_some_and(|glyph| glyph.to_u32() != 0),
                "{c} U+{:04X}",
                u32::from(c)
            );
        }
    }

    #[test]
    fn what_the_font_lacks_is_refused() {
        for text in [
            "© 2026 Mei Lin",
            "Фото: Ольга Ёлкина",
            "Φωτογραφία: Άννα",
            "Ảnh: Nguyễn Ước",
        ] {
            assert!(can_write(text), "{text}");
        }
        for text in ["© 林美", "צילום", "صورة", "写真", "📷", "a\nb", "a\u{301}"] {
            assert!(!can_write(text), "{text}");
        }
    }

    #[test]
    fn ink_lies_within_its_border() {
        let ink = ink("ÁgÖj©", 40.0, 6).unwrap();
        let rows: Vec<&[u8]> = ink.data.chunks_exact(ink.width).collect();
        assert!(rows.iter().any(|row| row.contains(&255)));
        for (y, row) in rows.iter().enumerate() {
            let outer = y < 3 || y >= ink.height - 3;
            assert!(!outer || row.iter().all(|ink| *ink == 0), "row {y}");
            assert!(
                row[..3].iter().chain(&row[ink.width - 3..]).all(|ink| *ink == 0),
                "row {y}"
            );
        }
    }
}
