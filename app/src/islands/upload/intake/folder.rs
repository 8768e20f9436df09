//! A whole folder, chosen by the system's own dialogue, which looks into the folders within by itself.

use super::{Found, each};
use js_sys::Reflect;
use web_sys::FileList;

/// The photos of a folder.
pub(crate) fn of_folder(list: &FileList) -> Found {
    let mut found = Found::default();
    for file in each(list) {
        let path = Reflect::get(&file, &"webkitRelativePath".into()).ok();
        let path = path.and_then(|path| path.as_string()).unwrap_or_else(|| file.name());
        found.sift(&path, file);
    }
    found
}
