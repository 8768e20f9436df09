//! The anonymous home page, kept in the Cache API of each location, and in KV behind it.
//!
//! Where a photo changed, the page is dropped at once; other locations show the page from before for as long as
//! `domain::plan::degrade::Keeping` says. KV is slow to forget and takes few writes a day: a page from there counts only if its version is still the
//! database's, and it is written at most every [`FAR_SECONDS`].

use super::port;
use crate::{log, meter};
use app::Language;
use async_trait::async_trait;
use domain::plan::Resource;
use serde::{Deserialize, Serialize};
use service::ports::{PageCache, PortError};
use worker::{Cache, Env, Headers, Response, send::SendFuture};

/// How long KV keeps it, and how rarely it is written there, all locations together.
pub(crate) const FAR_SECONDS: u64 = 300;

/// A page's name in the Cache API.
fn near_name(language: Language) -> String {
    format!("https://cache.invalid/home/{}", language.tag())
}

/// A rendered page, with the nonce that stands in it until it is served with another.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct KeptPage {
    /// Which release rendered it.
    pub(crate) release: String,
    /// The version of the photos on it, as the database counts them.
    pub(crate) version: i64,
    /// The nonce in it.
    pub(crate) nonce: String,
    /// The HTML.
    pub(crate) html: String,
}

/// Both caches, of one language's page.
pub(crate) struct Caches {
    env: Env,
    language: Language,
}

impl Caches {
    pub(crate) const fn new(env: Env, language: Language) -> Self {
        Self { env, language }
    }

    /// The page's name, in KV and where it is noted when it was written there.
    pub(crate) fn far_name(&self) -> String {
        format!("home/{}", self.language.tag())
    }

    /// The page kept in this location.
    pub(crate) async fn near(&self) -> Result<Option<KeptPage>, PortError> {
        read(&near_name(self.language)).await
    }

    /// The page kept for every location; it may be an old one.
    pub(crate) async fn far(&self) -> Result<Option<KeptPage>, PortError> {
        let kv = self.env.kv("KV").map_err(port("find KV"))?;
        meter::count(Resource::KvReads, 1);
        kv.get(&self.far_name()).json().await.map_err(port("read from KV"))
    }

    /// Keeps the page in this location for so many seconds.
    pub(crate) async fn keep_near(&self, page: &KeptPage, seconds: u64) -> Result<(), PortError> {
        write(&near_name(self.language), page, seconds).await
    }

    /// Keeps the page for every location.
    pub(crate) async fn keep_far(&self, page: &KeptPage) -> Result<(), PortError> {
        let kv = self.env.kv("KV").map_err(port("find KV"))?;
        let text = serde_json::to_string(page).map_err(port("write a page"))?;
        let put = kv.put(&self.far_name(), text).map_err(port("write to KV"))?;
        meter::count(Resource::KvWrites, 1);
        put.expiration_ttl(FAR_SECONDS)
            .execute()
            .await
            .map_err(port("write to KV"))
    }
}

/// Forgets home pages, in every language.
pub(crate) struct KeptPages;

#[async_trait]
impl PageCache for KeptPages {
    /// KV keeps what it has: it is not that page's version any more.
    async fn drop_home(&self) -> Result<(), PortError> {
        for language in Language::ALL {
            let dropping = SendFuture::new(async move { Cache::default().delete(near_name(language), true).await });
            dropping
                .await
                .map_err(port("drop from the cache"))
                .inspect_err(|error| log::error("the home page was not dropped", error))?;
        }
        Ok(())
    }
}

async fn read<T: for<'a> Deserialize<'a>>(url: &str) -> Result<Option<T>, PortError> {
    let found = Cache::default()
        .get(url.to_owned(), true)
        .await
        .map_err(port("read the cache"))?;
    let Some(mut response) = found else { return Ok(None) };
    let text = response.text().await.map_err(port("read the cache"))?;
    Ok(serde_json::from_str(&text).ok())
}

async fn write(url: &str, value: &impl Serialize, seconds: u64) -> Result<(), PortError> {
    let text = serde_json::to_string(value).map_err(port("write the cache"))?;
    let headers = Headers::new();
    headers
        .set("cache-control", &format!("public, max-age={seconds}"))
        .map_err(port("write the cache"))?;
    let response = Response::ok(text)
        .map_err(port("write the cache"))?
        .with_headers(headers);
    Cache::default()
        .put(url.to_owned(), response)
        .await
        .map_err(port("write the cache"))
}
