//! The placeholder: six colours, three across and two down, as 18 hexadecimal digits (4 bits a channel).
//!
//! CSS alone shows it (`style/grid.css`, `.ph`): two horizontal gradients, the upper fading into the lower.

/// Columns and rows of the grid.
pub const GRID: (u32, u32) = (3, 2);

/// The average colours of the six cells (sRGB, row by row) as placeholder text.
#[must_use]
pub fn from_cells(cells: [[u8; 3]; 6]) -> String {
    cells
        .iter()
        .flatten()
        .filter_map(|channel| char::from_digit((u32::from(*channel) + 8).min(255) / 17, 16))
        .collect()
}

/// The six colours as CSS (`#abc`), row by row. `None` if the text is not a placeholder, so that it is safe in a style attribute.
#[must_use]
pub fn colours(text: &str) -> Option<[String; 6]> {
    if text.len() != 18 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let mut cells = text
        .as_bytes()
        .as_chunks::<3>()
        .0
        .iter()
        .map(|cell| format!("#{}", String::from_utf8_lossy(cell)));
    let mut next = || cells.next();
    Some([next()?, next()?, next()?, next()?, next()?, next()?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_read_back() {
        let text = from_cells([
            [0, 0, 0],
            [255, 255, 255],
            [255, 0, 0],
            [0, 255, 0],
            [0, 0, 255],
            [17, 34, 51],
        ]);
        assert_eq!(text, "000ffff000f000f123");
        assert_eq!(colours(&text).unwrap().join(" "), "#000 #fff #f00 #0f0 #00f #123");
    }

    #[test]
    fn other_text_is_refused() {
        assert_eq!(colours("000fff"), None);
        assert_eq!(colours("000fff000fff00;}<b"), None);
    }
}
