//! Tags: short words that a photo can be found by. Any script; what is written in one has no case, and needs none.

use crate::{
    limits::{MAX_TAG, MAX_TAGS},
    metadata::MetadataError,
    text::one_line,
};
use serde::{Deserialize, Serialize};

/// What stands between tags: commas, also as Chinese and Arabic write them.
const COMMAS: [char; 4] = [',', '，', '、', '،'];

/// A photo's tags in their normal form: one line each, lower case, without `#` before or a comma in it, each once, in the
/// order in which they were written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct Tags(Vec<String>);

impl Tags {
    /// From texts that each hold tags, with commas between them. Empty ones are dropped silently.
    ///
    /// # Errors
    /// If a tag is too long, or there are too many: which ones to keep is not ours to choose.
    pub fn read<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, MetadataError> {
        let mut tags: Vec<String> = Vec::new();
        for tag in texts.into_iter().flat_map(|text| text.split(COMMAS)).map(normal) {
            if tag.chars().count() > MAX_TAG {
                return Err(MetadataError::TagTooLong);
            }
            if !tag.is_empty() && !tags.contains(&tag) {
                tags.push(tag);
            }
            // checked here, so that a text of very many costs little
            if tags.len() > MAX_TAGS {
                return Err(MetadataError::TooManyTags);
            }
        }
        Ok(Self(tags))
    }

    /// Each tag.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As people type them, with commas between them; reads back as the same.
    #[must_use]
    pub fn joined(&self) -> String {
        self.0.join(", ")
    }
}

fn normal(tag: &str) -> String {
    one_line(one_line(tag).trim_start_matches(['#', '＃'])).to_lowercase()
}

impl TryFrom<Vec<String>> for Tags {
    type Error = MetadataError;

    fn try_from(texts: Vec<String>) -> Result<Self, MetadataError> {
        Self::read(texts.iter().map(String::as_str))
    }
}

impl From<Tags> for Vec<String> {
    fn from(tags: Tags) -> Self {
        tags.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        Tags::read([text]).unwrap().into()
    }

    #[test]
    fn tags_have_one_normal_form() {
        assert_eq!(read(" #Dawn,  old   TOWN ,##dawn,,# ,sea"), ["dawn", "old town", "sea"]);
        assert_eq!(read("a\u{202e}b, c\u{7}d\ne"), ["ab", "c d e"]);
        assert_eq!(read(""), [""; 0]);
        assert_eq!(Tags::read(["a,b", "B", "c"]).unwrap().joined(), "a, b, c");
    }

    #[test]
    fn chinese_tags_work_with_their_own_commas() {
        assert_eq!(read("#海边，日出、 老城 ，＃日出"), ["海边", "日出", "老城"]);
        let longest = "海".repeat(MAX_TAG);
        assert_eq!(read(&longest), [longest]);
    }

    #[test]
    fn what_is_written_reads_back() {
        let tags = Tags::read(["Dawn, 海边, straße"]).unwrap();
        assert_eq!(Tags::read([tags.joined().as_str()]).unwrap(), tags);
        let json = serde_json::to_string(&tags).unwrap();
        assert_eq!(json, r#"["dawn","海边","straße"]"#);
        assert_eq!(serde_json::from_str::<Tags>(&json).unwrap(), tags);
    }

    #[test]
    fn too_much_is_refused_not_cut() {
        let many = |count: usize| (0..count).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
        assert_eq!(read(&many(MAX_TAGS)).len(), MAX_TAGS);
        assert_eq!(
            Tags::read([many(MAX_TAGS + 1).as_str()]),
            Err(MetadataError::TooManyTags)
        );
        assert_eq!(
            Tags::read(["a".repeat(MAX_TAG + 1).as_str()]),
            Err(MetadataError::TagTooLong)
        );
    }
}
