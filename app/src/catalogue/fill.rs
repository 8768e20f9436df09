//! Values in texts.

/// A text with these values in place of `{name}`. A value's own braces stay as they are.
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        filled.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The form of a text that goes with a number, with the number in it as `{n}`.
///
/// English has two forms (Unicode CLDR, plural rules); languages with one have the same text twice.
pub(crate) fn number(count: usize, one: &str, many: &str) -> String {
    let text = if count == 1 { one } else { many };
    fill(text, &[("n", &count.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_take_their_places() {
        assert_eq!(fill("by {name}, {n} %", &[("n", "4"), ("name", "{n}")]), "by {n}, 4 %");
        assert_eq!(fill("{unknown}!", &[]), "!");
        assert_eq!(number(1, "{n} photo", "{n} photos"), "1 photo");
        assert_eq!(number(0, "{n} photo", "{n} photos"), "0 photos");
    }
}
