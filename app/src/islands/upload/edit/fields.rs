//! What is written about a photo, as plain texts under the names that forms and the API share. It checks nothing: the site
//! does.

/// Something that is written about a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// Who may see it. First, because it must go with the upload itself.
    Visibility,
    /// What others may do with it.
    Licence,
    /// Its title.
    Title,
    /// What it can be found by.
    Tags,
    /// What is to be seen on it.
    Alt,
    /// What its owner tells about it.
    Description,
}

impl Field {
    /// Every field, those that are short first.
    pub(crate) const ALL: [Self; 6] = [
        Self::Visibility,
        Self::Licence,
        Self::Title,
        Self::Tags,
        Self::Alt,
        Self::Description,
    ];

    /// Those that many photos may share.
    pub(crate) const SHARED: [Self; 4] = [Self::Visibility, Self::Licence, Self::Tags, Self::Description];

    /// As in forms, in the query of an upload, and in the JSON of a change.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Visibility => "visibility",
            Self::Licence => "licence",
            Self::Title => "title",
            Self::Tags => "tags",
            Self::Alt => "alt",
            Self::Description => "description",
        }
    }

    /// Reads what [`Self::name`] writes.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// A text for each field; empty where nothing is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fields([String; 6]);

impl Fields {
    /// What is written there.
    pub(crate) fn get(&self, field: Field) -> &str {
        self.0.get(field as usize).map_or("", String::as_str)
    }

    /// Writes something else there.
    pub(crate) fn set(&mut self, field: Field, text: &str) {
        if let Some(place) = self.0.get_mut(field as usize) {
            text.clone_into(place);
        }
    }

    /// Where something else is written than in these.
    pub(crate) fn differing(&self, from: &Self) -> impl Iterator<Item = Field> {
        Field::ALL
            .into_iter()
            .filter(move |field| self.get(*field) != from.get(*field))
    }
}

/// Tags with more of them, each once. The site brings them into their normal form.
pub(crate) fn add_tags(tags: &str, more: &str) -> String {
    let mut all: Vec<&str> = Vec::new();
    for tag in [tags, more].into_iter().flat_map(|text| text.split([',', '，', '、'])) {
        let tag = tag.trim();
        if !tag.is_empty() && !all.iter().any(|known| known.eq_ignore_ascii_case(tag)) {
            all.push(tag);
        }
    }
    all.join(", ")
}

/// A file's name as a title: without its extension, with spaces between the words.
pub(crate) fn readable(file_name: &str) -> String {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let words: Vec<&str> = stem.split(['_', '-', ' ']).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for field in Field::ALL {
            assert_eq!(Field::of_name(field.name()), Some(field));
        }
        assert_eq!(Field::of_name("photo"), None);
    }

    #[test]
    fn only_what_differs_is_told() {
        let (mut one, other) = (Fields::default(), Fields::default());
        one.set(Field::Alt, "a pier at dawn");
        assert_eq!(one.differing(&other).collect::<Vec<_>>(), [Field::Alt]);
        assert_eq!(one.get(Field::Alt), "a pier at dawn");
    }

    #[test]
    fn tags_are_added_not_replaced() {
        assert_eq!(add_tags("dawn, sea", "Sea，老城"), "dawn, sea, 老城");
        assert_eq!(add_tags("", " ,"), "");
    }

    #[test]
    fn file_names_become_titles() {
        for (name, title) in [
            ("old_town-at  night.JPG", "old town at night"),
            ("海边.webp", "海边"),
            ("IMG_2034.jpeg", "IMG 2034"),
            ("noextension", "noextension"),
        ] {
            assert_eq!(readable(name), title, "{name}");
        }
    }
}
