//! R2's uploads in parts, with R2's rules.

use super::Outside;
use async_trait::async_trait;
use domain::storage::{Bucket, StorageKey};
use service::ports::{Archives, MIN_PART_BYTES, Piece, PortError};
use std::{collections::BTreeMap, ops::Range, sync::atomic::Ordering};

/// Uploads that were begun and neither completed nor aborted, by their ids.
#[derive(Default)]
pub struct Uploads {
    begun: usize,
    open: BTreeMap<String, Upload>,
}

struct Upload {
    name: String,
    parts: BTreeMap<u32, (String, Vec<u8>)>,
}

fn refused(what: &'static str) -> PortError {
    PortError::new("put a file together in R2", what)
}

impl Outside {
    /// How many uploads are under way.
    pub fn open_uploads(&self) -> usize {
        self.uploads.lock().unwrap().open.len()
    }

    fn assembled(&self, pieces: &[Piece]) -> Result<Vec<u8>, PortError> {
        let files = self.files.lock().unwrap();
        let mut whole = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Bytes(bytes) => whole.extend_from_slice(bytes),
                Piece::Zeros(length) => whole.resize(whole.len() + *length as usize, 0),
                Piece::Object {
                    bucket,
                    key,
                    offset,
                    length,
                } => {
                    let file = files.get(&(*bucket == Bucket::Public, key.name()));
                    let file = file.ok_or_else(|| refused("there is no such object"))?;
                    let part = file.get(*offset as usize..(offset + length) as usize);
                    whole.extend_from_slice(part.ok_or_else(|| refused("the object ends too early"))?);
                }
            }
        }
        Ok(whole)
    }
}

#[async_trait]
impl Archives for Outside {
    async fn begin(&self, key: StorageKey) -> Result<String, PortError> {
        let mut uploads = self.uploads.lock().unwrap();
        uploads.begun += 1;
        let id = format!("upload {}", uploads.begun);
        let upload = Upload {
            name: key.name(),
            parts: BTreeMap::new(),
        };
        uploads.open.insert(id.clone(), upload);
        Ok(id)
    }

    async fn part(&self, key: StorageKey, upload: &str, number: u32, pieces: Vec<Piece>) -> Result<String, PortError> {
        let bytes = self.assembled(&pieces)?;
        let mut uploads = self.uploads.lock().unwrap();
        let upload = uploads.open.get_mut(upload).filter(|upload| upload.name == key.name());
        let upload = upload.ok_or_else(|| refused("there is no such upload"))?;
        let etag = format!("etag {number} {:08x}", crc32fast::hash(&bytes));
        upload.parts.insert(number, (etag.clone(), bytes));
        Ok(etag)
    }

    async fn complete(&self, key: StorageKey, upload: &str, parts: Vec<(u32, String)>) -> Result<(), PortError> {
        let mut uploads = self.uploads.lock().unwrap();
        let found = uploads.open.get(upload).filter(|upload| upload.name == key.name());
        let found = found.ok_or_else(|| refused("there is no such upload"))?;
        let mut stored = Vec::new();
        for (number, etag) in &parts {
            let part = found.parts.get(number).filter(|(known, _)| known == etag);
            stored.push(&part.ok_or_else(|| refused("there is no such part"))?.1);
        }
        let sizes: Vec<u64> = stored.iter().map(|part| part.len() as u64).collect();
        if let [first @ .., _] = &sizes[..]
            && first.iter().any(|size| *size < MIN_PART_BYTES || *size != first[0])
        {
            return Err(refused("all parts but the last have the same size, of at least 5 MiB"));
        }
        if !parts.is_sorted_by(|before, after| before.0 < after.0) {
            return Err(refused("parts are named in order"));
        }
        let whole: Vec<u8> = stored.into_iter().flatten().copied().collect();
        uploads.open.remove(upload);
        self.write_bytes(Bucket::Private, key, &whole);
        Ok(())
    }

    async fn abort(&self, _: StorageKey, upload: &str) -> Result<(), PortError> {
        self.uploads.lock().unwrap().open.remove(upload);
        Ok(())
    }

    async fn store(&self, key: StorageKey, pieces: Vec<Piece>) -> Result<(), PortError> {
        let whole = self.assembled(&pieces)?;
        self.write_bytes(Bucket::Private, key, &whole);
        Ok(())
    }

    async fn read(&self, key: StorageKey) -> Result<Option<String>, PortError> {
        if self.storage_broken.load(Ordering::SeqCst) {
            return Err(refused("it does not answer"));
        }
        let files = self.files.lock().unwrap();
        let file = files.get(&(false, key.name())).cloned();
        Ok(file.map(|bytes| String::from_utf8(bytes).unwrap()))
    }

    async fn crc32(&self, key: StorageKey, range: Range<u64>, before: u32) -> Result<Option<u32>, PortError> {
        let files = self.files.lock().unwrap();
        let file = files.get(&(false, key.name()));
        let part = file.and_then(|file| file.get(range.start as usize..range.end as usize));
        Ok(part.map(|part| {
            let mut hasher = crc32fast::Hasher::new_with_initial(before);
            hasher.update(part);
            hasher.finalize()
        }))
    }
}
