//! R2's uploads in parts, made of pieces of objects: the runtime moves the bytes.

use super::{assemble::assemble, blobs::bucket, port};
use crate::meter;
use async_trait::async_trait;
use crc32fast::Hasher;
use domain::{
    plan::Resource,
    storage::{Bucket, StorageKey},
};
use futures_util::{StreamExt, future::try_join};
use service::ports::{Archives, Piece, PortError};
use std::{future::Future, ops::Range};
use worker::{Data, Env, HttpMetadata, UploadedPart, send::SendFuture};

/// How R2 says that it knows of no such upload, in brackets at the end of its errors.
const NO_SUCH_UPLOAD: &str = "(10024)";

/// The binding named `PRIVATE`.
pub(super) struct R2Archives(pub(super) Env);

impl R2Archives {
    fn bucket(&self) -> Result<worker::Bucket, PortError> {
        bucket(&self.0, Bucket::Private).map_err(port("find R2"))
    }

    fn upload(&self, key: StorageKey, upload: &str) -> Result<worker::MultipartUpload, PortError> {
        self.bucket()?
            .resume_multipart_upload(key.name(), upload)
            .map_err(port("find an upload in R2"))
    }

    /// Puts pieces together while `store` stores what comes of them.
    async fn stored<T, W: Future<Output = worker::Result<T>>>(
        &self,
        pieces: Vec<Piece>,
        store: impl FnOnce(Data) -> W,
    ) -> Result<T, PortError> {
        let (assembled, work) = assemble(self.0.clone(), pieces)?;
        meter::count_object(assembled.bytes);
        let stored = store(Data::ReadableStream(assembled.stream));
        let stored = async { stored.await.map_err(port("write to R2")) };
        Ok(try_join(work, stored).await?.1)
    }
}

#[async_trait]
impl Archives for R2Archives {
    async fn begin(&self, key: StorageKey) -> Result<String, PortError> {
        SendFuture::new(async {
            let bucket = self.bucket()?;
            let zip = HttpMetadata {
                content_type: Some("application/zip".to_owned()),
                ..HttpMetadata::default()
            };
            let begun = bucket.create_multipart_upload(key.name()).http_metadata(zip);
            meter::count(Resource::ClassA, 1);
            let upload = begun.execute().await;
            Ok(upload.map_err(port("begin an upload in R2"))?.upload_id().await)
        })
        .await
    }

    async fn part(&self, key: StorageKey, upload: &str, number: u32, pieces: Vec<Piece>) -> Result<String, PortError> {
        SendFuture::new(async {
            let upload = self.upload(key, upload)?;
            let number = u16::try_from(number).map_err(port("number a part"))?;
            let part = self.stored(pieces, |data| upload.upload_part(number, data)).await?;
            Ok(part.etag())
        })
        .await
    }

    async fn complete(&self, key: StorageKey, upload: &str, parts: Vec<(u32, String)>) -> Result<(), PortError> {
        SendFuture::new(async {
            let upload = self.upload(key, upload)?;
            let number = |number: u32| u16::try_from(number).map_err(port("number a part"));
            let parts: Result<Vec<UploadedPart>, PortError> = parts
                .into_iter()
                .map(|(part, etag)| Ok(UploadedPart::new(number(part)?, etag)))
                .collect();
            meter::count(Resource::ClassA, 1);
            let completed = upload.complete(parts?).await;
            completed.map(drop).map_err(port("complete an upload in R2"))
        })
        .await
    }

    async fn abort(&self, key: StorageKey, upload: &str) -> Result<(), PortError> {
        SendFuture::new(async {
            match self.upload(key, upload)?.abort().await {
                Err(error) if !error.to_string().contains(NO_SUCH_UPLOAD) => Err(port("abort an upload in R2")(error)),
                _ => Ok(()),
            }
        })
        .await
    }

    async fn store(&self, key: StorageKey, pieces: Vec<Piece>) -> Result<(), PortError> {
        SendFuture::new(async {
            let bucket = self.bucket()?;
            let put = |data| bucket.put(key.name(), data).execute();
            self.stored(pieces, put).await.map(drop)
        })
        .await
    }

    async fn read(&self, key: StorageKey) -> Result<Option<String>, PortError> {
        SendFuture::new(async {
            let bucket = self.bucket()?;
            meter::count(Resource::ClassB, 1);
            let object = bucket.get(key.name()).execute().await;
            let Some(object) = object.map_err(port("read from R2"))? else {
                return Ok(None);
            };
            // an object without a body must not pass for none
            let body = object.body().ok_or_else(|| PortError::new("read from R2", "no body"))?;
            let text = body.text().await.map_err(port("read from R2"))?;
            Ok(Some(text))
        })
        .await
    }

    async fn crc32(&self, key: StorageKey, range: Range<u64>, before: u32) -> Result<Option<u32>, PortError> {
        SendFuture::new(async {
            let length = range.end.saturating_sub(range.start);
            if length == 0 {
                return Ok(Some(before));
            }
            let part = worker::Range::OffsetWithLength {
                offset: range.start,
                length,
            };
            let bucket = self.bucket()?;
            // R2 refuses a range that begins behind the end, so the size is looked at first
            meter::count(Resource::ClassB, 1);
            let size = bucket.head(key.name()).await.map_err(port("look into R2"))?;
            if size.is_none_or(|object| object.size() < range.end) {
                return Ok(None);
            }
            meter::count(Resource::ClassB, 1);
            let object = bucket.get(key.name()).range(part).execute().await;
            let object = object.map_err(port("read from R2"))?;
            let Some(body) = object.as_ref().and_then(worker::Object::body) else {
                return Ok(None);
            };
            let mut stream = body.stream().map_err(port("read from R2"))?;
            let mut hasher = Hasher::new_with_initial(before);
            while let Some(chunk) = stream.next().await {
                hasher.update(&chunk.map_err(port("read from R2"))?);
            }
            Ok(Some(hasher.finalize()))
        })
        .await
    }
}
