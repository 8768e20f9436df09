//! File sizes as people read them: `3.4 MB`.

/// A size in bytes, in the units that [`domain::limits::MAX_FILE_BYTES`] is spoken of.
pub(crate) fn of(bytes: u64) -> String {
    const MB: u64 = 1024 * 1024;
    const GB: u64 = 1024 * MB;
    if bytes >= GB {
        let tenths = bytes.saturating_mul(10) / GB;
        return format!("{}.{} GB", tenths / 10, tenths % 10);
    }
    let tenths = (bytes * 10 + MB / 2) / MB;
    if tenths >= 100 {
        format!("{} MB", tenths / 10)
    } else if tenths >= 10 {
        format!("{}.{} MB", tenths / 10, tenths % 10)
    } else {
        format!("{} kB", bytes.div_ceil(1024))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        for (bytes, text) in [
            (0, "0 kB"),
            (1, "1 kB"),
            (3_565_158, "3.4 MB"),
            (52_428_800, "50 MB"),
            (1 << 30, "1.0 GB"),
            (20_000_000_000, "18.6 GB"),
        ] {
            assert_eq!(of(bytes), text);
        }
    }
}
