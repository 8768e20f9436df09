//! Files and folders that are dropped, with the folders within them.

use super::Found;
use crate::browser::Unable;
use js_sys::{Array, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, DataTransferItem, File, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry,
    FileSystemFileEntry,
};

/// Whether what is dragged are files, not a piece of text.
pub(crate) fn has_files(data: Option<&DataTransfer>) -> bool {
    data.is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

/// What was dropped: files as they are, and folders to look into.
///
/// The list of items is empty as soon as the event is over, so everything is taken out of it before anything is waited for.
pub(crate) fn dropped(data: &DataTransfer) -> impl Future<Output = Found> + use<> {
    let items = data.items();
    let (mut found, mut folders) = (Found::default(), Vec::new());
    for item in (0..items.length()).filter_map(|index| items.get(index)) {
        match entry(&item) {
            Some(entry) if entry.is_directory() => folders.push(entry),
            // a file that somebody pointed at is shown, whatever it is
            _ => found.files.extend(item.get_as_file().ok().flatten()),
        }
    }
    async move {
        look_into(folders, &mut found).await;
        found
    }
}

fn entry(item: &DataTransferItem) -> Option<FileSystemEntry> {
    item.webkit_get_as_entry().ok().flatten()
}

/// What cannot be read counts as left out: the rest is not to suffer for it.
async fn look_into(mut folders: Vec<FileSystemEntry>, found: &mut Found) {
    while let Some(entry) = folders.pop() {
        if entry.is_directory() {
            match children(entry.unchecked_ref()).await {
                Ok(children) => folders.extend(children),
                Err(Unable) => found.left_out += 1,
            }
        } else {
            match file(entry.unchecked_ref()).await {
                Ok(file) => found.sift(&entry.full_path(), file),
                Err(Unable) => found.left_out += 1,
            }
        }
    }
}

/// Readers give entries in batches; the last batch is empty.
async fn children(folder: &FileSystemDirectoryEntry) -> Result<Vec<FileSystemEntry>, Unable> {
    let (reader, mut all) = (folder.create_reader(), Vec::new());
    loop {
        let batch = batch(&reader).await?;
        if batch.length() == 0 {
            all.reverse(); // they are taken from the end
            return Ok(all);
        }
        all.extend(batch.iter().map(JsCast::unchecked_into));
    }
}

async fn batch(reader: &FileSystemDirectoryReader) -> Result<Array, Unable> {
    let read = Promise::new(&mut |resolve, reject| {
        if reader
            .read_entries_with_callback_and_callback(&resolve, &reject)
            .is_err()
        {
            // what is rejected without a reason is as good as any
            let _ = reject.call0(&reject);
        }
    });
    Ok(JsFuture::from(read).await?.unchecked_into())
}

async fn file(entry: &FileSystemFileEntry) -> Result<File, Unable> {
    let read = Promise::new(&mut |resolve, reject| entry.file_with_callback_and_callback(&resolve, &reject));
    Ok(JsFuture::from(read).await?.unchecked_into())
}
