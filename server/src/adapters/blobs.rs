//! R2: the two buckets. What is deleted costs nothing, and is not counted.

use super::port;
use crate::meter;
use async_trait::async_trait;
use domain::{
    plan::Resource,
    storage::{Bucket, StorageKey},
};
use service::ports::{Blobs, PortError};
use worker::{Data, Env, send::SendFuture};

/// The most keys that R2 deletes in one call.
const DELETE_AT_ONCE: usize = 1000;

/// The bindings named `PRIVATE` and `PUBLIC`.
pub(super) struct R2(pub(super) Env);

/// The binding of a bucket.
pub(crate) fn bucket(env: &Env, bucket: Bucket) -> worker::Result<worker::Bucket> {
    env.bucket(match bucket {
        Bucket::Private => "PRIVATE",
        Bucket::Public => "PUBLIC",
    })
}

#[async_trait]
impl Blobs for R2 {
    async fn delete(&self, from: Bucket, keys: Vec<StorageKey>) -> Result<(), PortError> {
        SendFuture::new(async {
            let bucket = bucket(&self.0, from).map_err(port("find R2"))?;
            let names: Vec<String> = keys.into_iter().map(StorageKey::name).collect();
            for some in names.chunks(DELETE_AT_ONCE) {
                bucket
                    .delete_multiple(some.to_vec())
                    .await
                    .map_err(port("delete in R2"))?;
            }
            Ok(())
        })
        .await
    }

    async fn size(&self, of: Bucket, key: StorageKey) -> Result<Option<u64>, PortError> {
        SendFuture::new(async {
            let bucket = bucket(&self.0, of).map_err(port("find R2"))?;
            meter::count(Resource::ClassB, 1);
            let head = bucket.head(key.name()).await.map_err(port("look into R2"))?;
            Ok(head.map(|object| object.size()))
        })
        .await
    }

    async fn copy(&self, from: (Bucket, StorageKey), to: (Bucket, StorageKey)) -> Result<bool, PortError> {
        SendFuture::new(async {
            let source = bucket(&self.0, from.0).map_err(port("find R2"))?;
            let target = bucket(&self.0, to.0).map_err(port("find R2"))?;
            meter::count(Resource::ClassB, 1);
            let object = source
                .get(from.1.name())
                .execute()
                .await
                .map_err(port("read from R2"))?;
            let Some(object) = object else { return Ok(false) };
            let metadata = object.http_metadata();
            let Some(body) = object.body() else { return Ok(false) };
            let body = body.response_body().map_err(port("read from R2"))?;
            let worker::ResponseBody::Stream(stream) = body else {
                return Ok(false);
            };
            meter::count_object(object.size());
            // R2's own stream knows its length, so it can be stored as it comes
            let put = target
                .put(to.1.name(), Data::ReadableStream(stream))
                .http_metadata(metadata);
            put.execute().await.map_err(port("write to R2"))?;
            Ok(true)
        })
        .await
    }
}
