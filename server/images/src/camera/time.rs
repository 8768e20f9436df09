//! When the photo was taken, by the camera's own clock.

use super::exif::{Directory::Photo, Exif};

/// `2024:05:01 18:30:00` and `+02:00`, as `2024-05-01T18:30:00+02:00`.
pub(super) fn taken_at(exif: &Exif<'_>) -> Option<String> {
    let [original, digitised] = [(0x9003, 0x9011), (0x9004, 0x9012)].map(|(time, offset)| {
        let time = exif.text(Photo, time).and_then(|text| date_and_time(text.trim()))?;
        let offset = exif.text(Photo, offset).filter(|text| is_offset(text.trim()));
        Some(time + offset.unwrap_or_default().trim())
    });
    original.or(digitised)
}

fn date_and_time(text: &str) -> Option<String> {
    let (date, time) = text.split_once(' ')?;
    let (year, month, day) = three(date)?;
    let (hour, minute, second) = three(time)?;
    let days = match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    // nobody took a photo before 1826
    let real = (1826..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days).contains(&day);
    let real = real && hour < 24 && minute < 60 && second < 60;
    real.then(|| format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"))
}

/// Three numbers between colons.
fn three(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.split(':').map(|part| {
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits { part.parse().ok() } else { None }
    });
    let three = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(three)
}

/// `+02:00`.
fn is_offset(text: &str) -> bool {
    let Some((hours, minutes)) = text.strip_prefix(['+', '-']).and_then(|rest| rest.split_once(':')) else {
        return false;
    };
    let number = |part: &str| {
        let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits { part.parse::<u8>().ok() } else { None }
    };
    number(hours).is_some_and(|hours| hours <= 14) && number(minutes).is_some_and(|minutes| minutes < 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exif_writer::{Block, Value};

    fn taken(photo: &[(u16, Value)]) -> Option<String> {
        taken_at(&Exif::read(&Block::default().photo(photo).bytes()).unwrap())
    }

    #[test]
    fn the_time_is_kept_as_the_camera_wrote_it() {
        let time = || (0x9003, Value::Text("2024:05:01 18:30:00"));
        assert_eq!(taken(&[time()]).as_deref(), Some("2024-05-01T18:30:00"));
        let offset = (0x9011, Value::Text("+02:00"));
        assert_eq!(taken(&[time(), offset]).as_deref(), Some("2024-05-01T18:30:00+02:00"));
        for wrong in ["+99:00", "++5:00", "+05:+1", "05:00"] {
            let offset = (0x9011, Value::Text(wrong));
            assert_eq!(taken(&[time(), offset]).as_deref(), Some("2024-05-01T18:30:00"));
        }
    }

    #[test]
    fn a_scan_says_when_it_was_made() {
        let blank = (0x9003, Value::Text("    :  :     :  :  "));
        let scanned = (0x9004, Value::Text("1999:12:31 23:59:59"));
        assert_eq!(taken(&[blank, scanned]).as_deref(), Some("1999-12-31T23:59:59"));
    }

    #[test]
    fn what_is_no_time_is_left_out() {
        for text in [
            "",
            "yesterday",
            "0000:00:00 00:00:00",
            "2024:02:30 10:00:00",
            "2023:02:29 10:00:00",
            "2024:13:01 10:00:00",
            "2024:05:01 24:00:00",
            "2024:05:01 10:60:00",
            "2024:05:01 10:00",
            "+024:05:01 10:00:00",
        ] {
            assert_eq!(taken(&[(0x9003, Value::Text(text))]), None, "{text}");
        }
    }
}
