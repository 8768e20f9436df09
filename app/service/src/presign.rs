//! Presigned R2 URLs (AWS Signature Version 4 in the query), so that the image service needs no key to storage.

use domain::{
    storage::{Bucket, StorageKey},
    time::Timestamp,
};
use rusty_s3::{Credentials, S3Action, UrlStyle, actions::GetObject, actions::PutObject};
use std::time::Duration;
use url::Url;

/// How long a presigned URL works, in seconds. Longer than a lease's usual work, shorter than a leak matters.
pub const URL_SECONDS: u32 = 15 * 60;

/// Makes presigned URLs for both buckets.
#[derive(Clone)]
pub struct Presigner {
    private: rusty_s3::Bucket,
    public: rusty_s3::Bucket,
    credentials: Credentials,
}

impl std::fmt::Debug for Presigner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Presigner(…)")
    }
}

impl Presigner {
    /// For an S3 endpoint (path style, region `auto`, both as R2 has them). `None` if the endpoint is no URL.
    #[must_use]
    pub fn new(endpoint: &str, private: String, public: String, key_id: String, secret: String) -> Option<Self> {
        // a last slash, or joining the bucket's name would drop the last part of the path
        let endpoint = Url::parse(&format!("{}/", endpoint.trim_end_matches('/'))).ok()?;
        let bucket = |name: String| rusty_s3::Bucket::new(endpoint.clone(), UrlStyle::Path, name, "auto").ok();
        Some(Self {
            private: bucket(private)?,
            public: bucket(public)?,
            credentials: Credentials::new(key_id, secret),
        })
    }

    /// A URL to GET this object.
    #[must_use]
    pub fn get(&self, now: Timestamp, bucket: Bucket, key: StorageKey) -> String {
        let name = key.name();
        sign(
            &GetObject::new(self.bucket(bucket), Some(&self.credentials), &name),
            now,
        )
    }

    /// A URL to PUT this object.
    #[must_use]
    pub fn put(&self, now: Timestamp, bucket: Bucket, key: StorageKey) -> String {
        let name = key.name();
        sign(
            &PutObject::new(self.bucket(bucket), Some(&self.credentials), &name),
            now,
        )
    }

    const fn bucket(&self, bucket: Bucket) -> &rusty_s3::Bucket {
        match bucket {
            Bucket::Private => &self.private,
            Bucket::Public => &self.public,
        }
    }
}

fn sign<'a>(action: &impl S3Action<'a>, now: Timestamp) -> String {
    let time = jiff::Timestamp::from_second(now.seconds()).unwrap_or_default();
    action
        .sign_with_time(Duration::from_secs(URL_SECONDS.into()), &time)
        .to_string()
}
