//! File sizes as people read them: `3.4 MB`.

/// A size, in the units that [`domain::limits::MAX_FILE_BYTES`] is spoken of.
pub(crate) fn of(bytes: f64) -> String {
    let (kilo, mega) = (bytes / 1024.0, bytes / (1024.0 * 1024.0));
    if mega >= 10.0 {
        format!("{mega:.0} MB")
    } else if mega >= 1.0 {
        format!("{mega:.1} MB")
    } else {
        format!("{:.0} kB", kilo.ceil())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        for (bytes, text) in [
            (0.0, "0 kB"),
            (1.0, "1 kB"),
            (3_565_158.0, "3.4 MB"),
            (52_428_800.0, "50 MB"),
        ] {
            assert_eq!(of(bytes), text);
        }
    }
}
