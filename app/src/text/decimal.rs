//! Plain decimal numbers, such as style sheets hold. The standard library's, which are exact for every number there is,
//! would be a tenth of what a page downloads.

/// Reads digits, perhaps with a point among them.
pub(crate) fn read(text: &str) -> Option<f64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) {
        return None;
    }
    let value = |text: &str| {
        text.bytes()
            .fold(0.0, |sum, digit| sum * 10.0 + f64::from(digit - b'0'))
    };
    let scale = part.bytes().fold(1.0, |scale, _| scale * 10.0);
    Some(value(whole) + value(part) / scale)
}

/// Writes a number that is not negative with four digits after the point.
pub(crate) fn write(value: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "lengths on a page"
    )]
    let units = (value * 10_000.0 + 0.5) as u64;
    format!("{}.{:04}", units / 10_000, units % 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_style_sheets_hold_is_read() {
        assert_eq!(read("384"), Some(384.0));
        assert_eq!(read("1.3333"), Some(1.3333));
        assert_eq!(read("0.5"), Some(0.5));
        assert_eq!([read(""), read("."), read("-1"), read("1e3"), read("x")], [None; 5]);
    }

    #[test]
    fn four_digits_are_written() {
        assert_eq!(write(1.333_333), "1.3333");
        assert_eq!(write(0.0), "0.0000");
        assert_eq!(write(12_345.678_96), "12345.6790");
    }
}
