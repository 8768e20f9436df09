//! Amounts as people read them: `1,234,567`, `3.4 GB`, `12 %`, `$5.00`.

use domain::plan::{Resource, Unit};

/// A whole number, with a comma between thousands.
pub(crate) fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// So much of a resource, in its unit.
pub(crate) fn amount(resource: Resource, number: u64) -> String {
    match resource.quota().unit {
        Unit::Times => whole(number),
        Unit::Bytes => bytes(number),
    }
}

/// Bytes in decimal units, as Cloudflare bills them.
fn bytes(number: u64) -> String {
    for (unit, size) in [("GB", 1_000_000_000), ("MB", 1_000_000)] {
        if number >= size {
            let hundredths = u128::from(number) * 100 / u128::from(size);
            return format!("{}.{:02} {unit}", hundredths / 100, hundredths % 100);
        }
    }
    format!("{} kB", number.div_ceil(1000))
}

/// How many hundredths one number is of another, rounded down: what is not used up is never called 100 %.
pub(crate) fn percent(part: u64, whole: u64) -> u64 {
    match u128::from(part) * 100 {
        0 => 0,
        hundredfold => u64::try_from(hundredfold / u128::from(whole.max(1))).unwrap_or(u64::MAX),
    }
}

/// Millionths of a US dollar, rounded up to cents.
pub(crate) fn dollars(micros: u64) -> String {
    let cents = micros.div_ceil(10_000);
    format!("${}.{:02}", whole(cents / 100), cents % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_easy_to_read() {
        assert_eq!([0, 999, 1000, 1_234_567].map(whole), ["0", "999", "1,000", "1,234,567"]);
        let stored = |number| amount(Resource::StoredBytes, number);
        assert_eq!(
            [0, 1, 999_999, 1_000_000, 500_000_000, 9_499_999_999, 10_000_000_000].map(stored),
            ["0 kB", "1 kB", "1000 kB", "1.00 MB", "500.00 MB", "9.49 GB", "10.00 GB"]
        );
        assert_eq!(amount(Resource::KvWrites, 1000), "1,000");
    }

    #[test]
    fn hundredths_and_money() {
        assert_eq!(
            [(0, 10), (1, 1000), (999, 1000), (15, 10), (5, 0), (0, 0)].map(|(part, of)| percent(part, of)),
            [0, 0, 99, 150, 500, 0]
        );
        assert_eq!(
            [0, 1, 5_000_000, 6_600_001].map(dollars),
            ["$0.00", "$0.01", "$5.00", "$6.61"]
        );
    }
}
