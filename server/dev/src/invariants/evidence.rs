//! What a row names: `path::name` for a test in Rust, `path › text` for anything else, between backticks.

use crate::{
    fault::{Result, While},
    place::Place,
};
use std::fs;

/// Something that shows that a requirement holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Evidence<'a> {
    /// A test in Rust, by its function's name.
    RustTest(&'a str, &'a str),
    /// In a `.spec.ts`, a test's title; in Markdown, a heading; elsewhere, a part of a line.
    Text(&'a str, &'a str),
}

/// What a cell names. Other words in backticks, such as `Cache-Control`, are only words.
pub(super) fn named(cell: &str) -> impl Iterator<Item = Evidence<'_>> {
    // every second piece lies between backticks
    cell.split('`').skip(1).step_by(2).filter_map(|piece| {
        if let Some((path, text)) = piece.split_once(" › ") {
            return Some(Evidence::Text(path, text));
        }
        let (path, name) = piece.split_once("::")?;
        path.ends_with(".rs").then_some(Evidence::RustTest(path, name))
    })
}

/// What a cell names and there is not.
pub(super) fn missing(place: &Place, cell: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for evidence in named(cell) {
        let (Evidence::RustTest(path, name) | Evidence::Text(path, name)) = evidence;
        let file = place.at(path);
        if !file.is_file() {
            found.push(format!("there is no file {path}"));
            continue;
        }
        let text = fs::read_to_string(&file).while_doing(format_args!("reading {path}"))?;
        if !evidence.is_in(&text) {
            found.push(format!("{path} has no `{name}`"));
        }
    }
    Ok(found)
}

impl Evidence<'_> {
    /// Whether it stands in the text of its file.
    fn is_in(self, text: &str) -> bool {
        match self {
            Self::RustTest(_, name) => has_rust_test(text, name),
            Self::Text(path, title) if path.ends_with(".spec.ts") => {
                let quoted = ['"', '\'', '`'].map(|quote| format!("test({quote}{title}{quote}"));
                quoted.iter().any(|call| text.contains(call))
            }
            Self::Text(path, heading) if path.ends_with(".md") => text
                .lines()
                .any(|line| line.starts_with('#') && line.trim_start_matches('#').trim() == heading),
            Self::Text(_, part) => text.lines().any(|line| line.contains(part)),
        }
    }
}

/// Whether there is a function of this name that is marked as a test. Other attributes may stand between.
fn has_rust_test(text: &str, name: &str) -> bool {
    let function = format!("fn {name}(");
    let mut marked = false;
    for line in text.lines().map(str::trim) {
        if line.contains(&function) {
            return marked;
        }
        marked = matches!(line, "#[test]" | "#[tokio::test]") || (marked && line.starts_with("#["));
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_the_form_of_evidence_is_evidence() {
        let cell = "As `Cache-Control` says: `a/b.rs::holds`<br>`c.spec.ts › it; holds` and `std::fs`.";
        let expected = [
            Evidence::RustTest("a/b.rs", "holds"),
            Evidence::Text("c.spec.ts", "it; holds"),
        ];
        assert_eq!(named(cell).collect::<Vec<_>>(), expected);
        assert_eq!(named("nothing").count(), 0);
    }

    #[test]
    fn a_test_in_rust_is_a_marked_function_of_that_name() {
        let text = "#[test]\n#[expect(x)]\nfn holds() {}\n\nfn helper() {}\n#[test]\nfn holds_too() {}";
        let is_in = |name| Evidence::RustTest("a.rs", name).is_in(text);
        assert!(is_in("holds") && is_in("holds_too"));
        assert!(!is_in("helper") && !is_in("hold") && !is_in("other"));
    }

    #[test]
    fn titles_headings_and_lines_are_found_where_they_stand() {
        let title = Evidence::Text("a.spec.ts", "it holds");
        assert!(title.is_in("test(\"it holds\", async () => {});"));
        assert!(!title.is_in("// it holds") && !title.is_in("test(\"it holds not\", x)"));
        let heading = Evidence::Text("README.md", "Leaving");
        assert!(heading.is_in("### Leaving\n") && !heading.is_in("Leaving\n") && !heading.is_in("## Leaving us\n"));
        let line = Evidence::Text("Cargo.toml", "unwrap_used");
        assert!(line.is_in("unwrap_used = \"warn\"") && !line.is_in("panic = \"warn\""));
    }
}
