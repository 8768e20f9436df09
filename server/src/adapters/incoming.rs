//! A file on its way from a request's body into R2. The runtime moves the bytes; none of them enters WebAssembly, but for those of a
//! preview, which are few.

use super::{
    blobs::bucket,
    js, port,
    streams::{DigestStream, FixedLengthStream},
};
use crate::meter;
use async_trait::async_trait;
use domain::{
    media::MediaType,
    plan::Resource,
    preview, seal,
    storage::{Bucket, StorageKey},
};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use service::ports::{Incoming, PortError, StoreError, Stored};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, Response};
use worker::{Data, Env, HttpMetadata, Object, send::SendFuture};

/// A request's body or a form's file, and its announced length. Both streams carry their length themselves.
pub(crate) struct Body {
    pub(crate) env: Env,
    pub(crate) stream: ReadableStream,
    pub(crate) bytes: u64,
}

/// The SHA-256 of a stream, which is read to its end by the runtime.
///
/// # Errors
/// If it breaks off.
pub(crate) async fn sha256(stream: &ReadableStream) -> Result<[u8; 32], JsValue> {
    let digest = DigestStream::new("SHA-256")?;
    let piped = stream.pipe_to(digest.unchecked_ref());
    let hash = JsFuture::from(digest.digest());
    JsFuture::from(piped).await?;
    let hash = Uint8Array::new(&hash.await?.unchecked_into::<ArrayBuffer>());
    hash.to_vec().try_into().map_err(|_| JsValue::NULL)
}

#[async_trait]
impl Incoming for Body {
    async fn store(
        &self,
        key: StorageKey,
        media_type: MediaType,
        sha256: Option<[u8; 32]>,
    ) -> Result<Stored, StoreError> {
        SendFuture::new(async {
            match sha256 {
                Some(sha256) => self.store_checked(key, media_type, sha256).await,
                None => self.store_hashing(key, media_type).await,
            }
        })
        .await
    }
}

/// A preview's body, of which nothing but the picture is stored: it is shown as it is stored. The service lets none through that is
/// too large to be looked at here.
pub(crate) struct Picture(pub(crate) Body);

#[async_trait]
impl Incoming for Picture {
    async fn store(
        &self,
        key: StorageKey,
        media_type: MediaType,
        sha256: Option<[u8; 32]>,
    ) -> Result<Stored, StoreError> {
        SendFuture::new(async {
            let sent = self.0.read().await.map_err(|_| StoreError::Interrupted)?;
            let bare = preview::bare(media_type, &sent).ok_or(StoreError::NoPicture)?;
            let stored = Stored {
                sha256: seal::sha256(&bare),
                bytes: u64::try_from(bare.len()).unwrap_or(u64::MAX),
            };
            if sha256.is_some_and(|announced| announced != stored.sha256) {
                return Err(StoreError::WrongHash);
            }
            self.0.put(key, media_type, Data::Bytes(bare), None).await?;
            Ok(stored)
        })
        .await
    }
}

impl Body {
    /// All of it: for what is small.
    async fn read(&self) -> Result<Vec<u8>, JsValue> {
        let response = Response::new_with_opt_readable_stream(Some(&self.stream))?;
        let buffer = JsFuture::from(response.array_buffer()?).await?;
        Ok(Uint8Array::new(&buffer.unchecked_into::<ArrayBuffer>()).to_vec())
    }

    /// R2 compares the hash and stores nothing if it differs.
    async fn store_checked(
        &self,
        key: StorageKey,
        media_type: MediaType,
        sha256: [u8; 32],
    ) -> Result<Stored, StoreError> {
        let object = self
            .put(key, media_type, Data::ReadableStream(self.stream.clone()), Some(sha256))
            .await?;
        Ok(Stored {
            sha256,
            bytes: object.size(),
        })
    }

    /// The stream goes two ways: into R2 and into a hash.
    async fn store_hashing(&self, key: StorageKey, media_type: MediaType) -> Result<Stored, StoreError> {
        let pair: Array = self.stream.tee();
        let (to_store, to_hash) = (
            pair.get(0).unchecked_into(),
            pair.get(1).unchecked_into::<ReadableStream>(),
        );
        let hashing = sha256(&to_hash);
        let storing = self.put(
            key,
            media_type,
            Data::ReadableStream(self.with_length(&to_store)?),
            None,
        );
        let (object, sha256) = futures_util::future::join(storing, hashing).await;
        let (object, sha256) = (object?, sha256.map_err(|_| StoreError::Interrupted)?);
        Ok(Stored {
            sha256,
            bytes: object.size(),
        })
    }

    fn with_length(&self, stream: &ReadableStream) -> Result<ReadableStream, StoreError> {
        let fixed = FixedLengthStream::of(self.bytes)
            .map_err(|error| StoreError::Port(js("give the upload a length")(error)))?;
        // if that is not its length, the put fails
        drop(stream.pipe_to(&fixed.writable()));
        Ok(fixed.readable())
    }

    async fn put(
        &self,
        key: StorageKey,
        media_type: MediaType,
        data: Data,
        sha256: Option<[u8; 32]>,
    ) -> Result<Object, StoreError> {
        let bucket = bucket(&self.env, Bucket::Private).map_err(|error| StoreError::Port(port("find R2")(error)))?;
        let metadata = HttpMetadata {
            content_type: Some(media_type.as_str().to_owned()),
            ..HttpMetadata::default()
        };
        let put = bucket.put(key.name(), data).http_metadata(metadata);
        let put = match sha256 {
            Some(hash) => put.sha256(hash),
            None => put,
        };
        meter::count(Resource::ClassA, 1);
        match put.execute().await {
            Ok(Some(object)) => {
                meter::count(Resource::StoredBytes, object.size());
                Ok(object)
            }
            Ok(None) => Err(StoreError::Port(PortError::new(
                "write to R2",
                "a condition that was not set failed",
            ))),
            Err(error) => Err(explain(&error.to_string())),
        }
    }
}

/// R2's own errors end in a code in brackets, `(10037)` for a checksum; anything else came from the stream.
fn explain(error: &str) -> StoreError {
    if error.contains("(10037)") {
        StoreError::WrongHash
    } else if error.contains("(10") {
        StoreError::Port(PortError::new("write to R2", error))
    } else {
        StoreError::Interrupted
    }
}
