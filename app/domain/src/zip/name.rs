//! Names of files that are safe wherever an archive is unpacked.

/// The longest name, in bytes: file systems take 255, and some unpackers put something after it.
pub const MAX_NAME_BYTES: usize = 200;

/// A text of a person as a part of a file's name, at most so many bytes long: without anything that separates folders or means
/// something to a system, and without what cannot be seen or turns the direction of the text around it. It may come out empty.
///
/// Sources: "Naming Files, Paths, and Namespaces" (Microsoft) for reserved characters, and for points and spaces at an end;
/// Unicode Standard Annex 9, 2, for characters that turn; Unicode, `Default_Ignorable_Code_Point`, for most that cannot be
/// seen.
#[must_use]
pub fn safe(text: &str, most: usize) -> String {
    let mut kept = String::new();
    for c in text.chars().filter(|c| !is_unseen(*c)) {
        let c = if c.is_control() || r#"/\:*?"<>|"#.contains(c) {
            '_'
        } else {
            c
        };
        if kept.len() + c.len_utf8() > most {
            break;
        }
        kept.push(c);
    }
    let ends = |c: char| c == '.' || c.is_whitespace();
    kept.trim_matches(ends).to_owned()
}

const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// A file's path in an archive: a folder of ours, then what tells files apart and what a person wrote, then the ending.
///
/// It begins with what we wrote, so that it is no name that means something to Windows (`CON`, `NUL`), and ends with it, so that
/// no ending can be slipped in. The number is part of it, so that two photos never have one name, on no system that takes
/// upper and lower case, or a letter and its two halves, for the same.
#[must_use]
pub fn path(folder: &str, date: &str, title: &str, number: u64, ending: &str) -> String {
    let after = format!(" ({number}).{ending}");
    let most = MAX_NAME_BYTES.saturating_sub(date.len() + 1 + after.len());
    let title = safe(title, most);
    let space = if title.is_empty() { "" } else { " " };
    format!("{folder}/{date}{space}{title}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(title: &str) -> String {
        path("photos", "2024-05-01", title, 7, "jpg")
    }

    #[test]
    fn titles_stay_readable() {
        assert_eq!(
            named("Dawn over the bay"),
            "photos/2024-05-01 Dawn over the bay (7).jpg"
        );
        assert_eq!(named("海边的黎明"), "photos/2024-05-01 海边的黎明 (7).jpg");
        assert_eq!(named(""), "photos/2024-05-01 (7).jpg");
    }

    #[test]
    fn no_title_leaves_its_folder_or_hides_its_ending() {
        for (title, expected) in [
            ("../../etc/passwd", "_.._etc_passwd"),
            (r"..\..\boot.ini", "_.._boot.ini"),
            ("/root", "_root"),
            ("C:evil", "C_evil"),
            ("a\0b\nc", "a_b_c"),
            ("...", ""),
            (" . . ", ""),
            ("gpj.\u{202e}exe", "gpj.exe"),
            ("a\u{200b}b\u{2066}c\u{feff}", "abc"),
            ("name.jpg.", "name.jpg"),
            (r#"<"?*|>"#, "______"),
        ] {
            assert_eq!(safe(title, 100), expected, "{title:?}");
            assert!(named(title).starts_with("photos/2024-05-01"), "{title:?}");
            assert!(named(title).ends_with(" (7).jpg"), "{title:?}");
            assert_eq!(named(title).matches('/').count(), 1, "{title:?}");
        }
    }

    #[test]
    fn names_that_mean_something_to_windows_are_none() {
        for title in ["CON", "NUL", "com1", "LPT9.txt"] {
            let named = named(title);
            assert!(named.starts_with("photos/2024-05-01 "), "{named}");
        }
    }

    #[test]
    fn a_name_is_never_too_long_and_never_cut_inside_a_letter() {
        for letter in ["a", "é", "海", "🌅"] {
            for length in 0..150 {
                let title = format!("{}{}", "x".repeat(length % 5), letter.repeat(length));
                let named = named(&title);
                let file = named.strip_prefix("photos/").unwrap();
                assert!(file.len() <= MAX_NAME_BYTES, "{} bytes", file.len());
            }
        }
        assert_eq!(named(&"海".repeat(100)).len(), "photos/".len() + 199);
    }
}
