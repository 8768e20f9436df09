//! What the demo consists of: who posts, and which photographs. The lists themselves are `members.json` and `photos.json`.

use crate::fault::Result;
use serde::Deserialize;

const MEMBERS: &str = include_str!("members.json");
const PHOTOS: &str = include_str!("photos.json");

/// An invented person. They have no password, so nobody can sign in as one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Member {
    /// In addresses.
    pub(crate) handle: String,
    /// As shown.
    pub(crate) name: String,
}

impl Member {
    /// An address that reaches nobody (RFC 2606).
    pub(crate) fn email(&self) -> String {
        format!("{}@demo.example", self.handle)
    }
}

/// A photograph: where it comes from, and what is written about it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Photo {
    /// The Debian package that holds it.
    pub(crate) package: String,
    /// The name of its file there, without folders: those change with the package's version.
    pub(crate) file: String,
    /// Where that file is a Qt resource bundle: the path inside it.
    #[serde(default)]
    pub(crate) inside: Option<String>,
    /// The part that is shown, if not all of it: left, top, width, height.
    #[serde(default)]
    pub(crate) crop: Option<[u32; 4]>,
    /// Whose account shows it.
    pub(crate) member: String,
    pub(crate) title: String,
    /// What the member writes, without the credit.
    description: String,
    pub(crate) alt: String,
    pub(crate) tags: Vec<String>,
    /// Who took it.
    author: String,
    /// The licence as the API names it.
    pub(crate) licence: String,
    /// The licence with its version, as the package states it.
    credit: String,
}

impl Photo {
    /// The description, which ends with the credit.
    pub(crate) fn description(&self) -> String {
        let cropped = if self.crop.is_some() { "; cropped" } else { "" };
        format!(
            "{}\n\nPhoto: {}, {}, from {}{cropped}.",
            self.description, self.author, self.credit, self.package
        )
    }
}

/// Everybody who posts.
pub(crate) fn members() -> Result<Vec<Member>> {
    serde_json::from_str(MEMBERS).map_err(|error| format!("members.json: {error}").into())
}

/// Every photograph, oldest first.
pub(crate) fn photos() -> Result<Vec<Photo>> {
    serde_json::from_str(PHOTOS).map_err(|error| format!("photos.json: {error}").into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_photo_has_a_member_an_author_a_licence_and_an_alt_text() {
        let members = members().unwrap();
        for photo in photos().unwrap() {
            assert!(
                members.iter().any(|member| member.handle == photo.member),
                "{}",
                photo.title
            );
            for text in [&photo.title, &photo.author, &photo.licence, &photo.credit, &photo.alt] {
                assert!(!text.is_empty(), "{}", photo.title);
            }
            assert!((1..=5).contains(&photo.tags.len()), "{}", photo.title);
        }
    }

    #[test]
    fn there_are_sixty_photos_or_more_and_no_picture_twice() {
        let photos = photos().unwrap();
        let files: HashSet<_> = photos.iter().map(|photo| (&photo.file, &photo.inside)).collect();
        assert!(photos.len() >= 60);
        assert_eq!(files.len(), photos.len());
    }

    #[test]
    fn a_description_ends_with_the_credit() {
        let photos = photos().unwrap();
        let cropped = photos.iter().find(|photo| photo.crop.is_some()).unwrap();
        assert!(
            cropped
                .description()
                .ends_with(&format!("from {}; cropped.", cropped.package))
        );
        assert!(cropped.description().contains(&cropped.author));
    }
}
