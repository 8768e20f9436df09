//! Files as they come in: chosen, dropped, pasted, whole folders. What of a folder is no photo is counted and left out.

mod drop;
mod folder;
mod paste;

pub(crate) use {
    drop::{dropped, has_files},
    folder::of_folder,
    paste::pasted,
};

use domain::media::MediaType;
use web_sys::{File, FileList};

/// Extensions of what can be taken, for files whose type the system does not know.
const EXTENSIONS: [&str; 10] = [
    "jpg", "jpeg", "jfif", "png", "webp", "avif", "gif", "heic", "heif", "hif",
];

/// Files that came in together.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Those to be sent.
    pub(crate) files: Vec<File>,
    /// How many were left out.
    pub(crate) left_out: usize,
}

impl Found {
    /// Exactly these files, as somebody pointed at each of them.
    pub(crate) fn exactly(list: &FileList) -> Self {
        Self {
            files: each(list).collect(),
            left_out: 0,
        }
    }

    /// Takes a file of a folder, or leaves it out.
    fn sift(&mut self, path: &str, file: File) {
        match kind(path, &file.type_()) {
            Kind::Photo => self.files.push(file),
            Kind::Other => self.left_out += 1,
            Kind::Hidden => {}
        }
    }
}

fn each(list: &FileList) -> impl Iterator<Item = File> {
    (0..list.length()).filter_map(|index| list.get(index))
}

/// What a file in a folder is, by its name and type alone.
#[derive(Debug, PartialEq, Eq)]
enum Kind {
    /// To be sent.
    Photo,
    /// Something else.
    Other,
    /// What systems keep in folders for themselves; nobody expects it to be counted.
    Hidden,
}

fn kind(path: &str, media_type: &str) -> Kind {
    if path.split('/').any(|part| part.starts_with('.')) {
        return Kind::Hidden;
    }
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let known = EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension));
    if known || MediaType::parse(media_type).is_ok() {
        Kind::Photo
    } else {
        Kind::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_photos_of_a_folder_are_taken() {
        for (path, media_type, expected) in [
            ("a/b/pier.JPG", "", Kind::Photo),
            ("pier", "image/webp", Kind::Photo),
            ("notes.txt", "text/plain", Kind::Other),
            ("moving.gif", "image/gif", Kind::Photo),
            ("IMG_0001.HEIC", "", Kind::Photo),
            ("moving.svg", "image/svg+xml", Kind::Other),
            (".DS_Store", "", Kind::Hidden),
            ("a/.cache/pier.jpg", "image/jpeg", Kind::Hidden),
        ] {
            assert_eq!(kind(path, media_type), expected, "{path}");
        }
    }
}
