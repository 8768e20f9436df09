//! Text in XML and HTML. Two dozen lines instead of a library: documents here are written, never read.

/// Text as it may stand in an element or between quotes of an attribute, without what XML cannot hold at all (XML 1.0, 2.2).
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' => escaped.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => escaped.push(c),
        }
    }
    escaped
}

/// What every document begins with.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_an_element_or_an_attribute() {
        assert_eq!(
            escape(r#"</title>&amp;"'><script>]]>"#),
            "&lt;/title&gt;&amp;amp;&quot;&#39;&gt;&lt;script&gt;]]&gt;"
        );
        assert_eq!(escape("日出 – 😀\n"), "日出 – 😀\n");
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(escape("a\u{0}b\u{1b}c\u{ffff}d\re"), "abcde");
    }
}
