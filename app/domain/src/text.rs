//! What people write, as it is stored: without characters that are no text, white space in order. Lengths are not its business.

/// As one line: trimmed, white space collapsed, never a control character, nor one that turns the direction of the text
/// around it (Unicode Standard Annex 9, 2.1 to 2.4).
#[must_use]
pub fn one_line(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As lines, each like [`one_line`]. Line breaks are kept, and one empty line between paragraphs; none at either end.
#[must_use]
pub fn lines(text: &str) -> String {
    let breaks = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let mut kept = String::with_capacity(breaks.len());
    for line in breaks.split('\n').map(one_line) {
        if line.is_empty() && (kept.is_empty() || kept.ends_with("\n\n")) {
            continue;
        }
        kept.push_str(&line);
        kept.push('\n');
    }
    kept.truncate(kept.trim_end().len());
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_trimmed_and_plain() {
        assert_eq!(one_line("  Dawn\n over\tthe \u{7}bay "), "Dawn over the bay");
        assert_eq!(one_line("a\u{202e}b\u{2066}"), "ab");
        assert_eq!(one_line("海\u{3000}边"), "海 边");
    }

    #[test]
    fn line_breaks_stay_and_paragraphs_are_one_empty_line_apart() {
        assert_eq!(
            lines("\r\n one\r\ntwo \r\r\n\n\n three\u{2028}four\n \n"),
            "one\ntwo\n\nthree\nfour"
        );
        assert_eq!(lines(" \u{0}\n\t "), "");
        assert_eq!(lines("a\u{202e}\nb\u{7}c"), "a\nb c");
    }
}
