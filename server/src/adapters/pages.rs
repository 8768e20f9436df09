//! The anonymous home page, kept in the Cache API of each location, and in KV behind it.
//!
//! KV's writes are few a day, so it is written at most every few minutes; the Cache API has no such limit. Other locations
//! than the one where a photo changed show the page from before for [`FRESH_SECONDS`] at most.

use super::port;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use service::ports::{PageCache, PortError};
use worker::{Cache, Env, Headers, Response, send::SendFuture};

/// How long the Cache API keeps the page.
const FRESH_SECONDS: u64 = 60;
/// How long KV keeps it, and how rarely it is written there.
const KV_SECONDS: u64 = 300;

const PAGE: &str = "https://cache.invalid/home";
const WRITTEN: &str = "https://cache.invalid/home-written-to-kv";
const KV_NAME: &str = "page/home";

/// A rendered page, with the nonce that stands in it until it is served with another.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct KeptPage {
    /// Which release rendered it.
    pub(crate) release: String,
    /// The nonce in it.
    pub(crate) nonce: String,
    /// The HTML.
    pub(crate) html: String,
}

/// Both caches.
pub(crate) struct Caches(Env);

impl Caches {
    pub(crate) const fn new(env: Env) -> Self {
        Self(env)
    }

    /// The kept home page.
    pub(crate) async fn home(&self) -> Result<Option<KeptPage>, PortError> {
        if let Some(page) = read(PAGE).await? {
            return Ok(Some(page));
        }
        let kv = self.0.kv("KV").map_err(port("find KV"))?;
        let page = kv.get(KV_NAME).json::<KeptPage>().await.map_err(port("read from KV"))?;
        if let Some(page) = &page {
            write(PAGE, page, FRESH_SECONDS).await?;
        }
        Ok(page)
    }

    /// Keeps the home page.
    pub(crate) async fn keep_home(&self, page: &KeptPage) -> Result<(), PortError> {
        write(PAGE, page, FRESH_SECONDS).await?;
        let kv = self.0.kv("KV").map_err(port("find KV"))?;
        if read::<bool>(WRITTEN).await?.is_none() {
            write(WRITTEN, &true, KV_SECONDS).await?;
            let text = serde_json::to_string(page).map_err(port("write a page"))?;
            let put = kv.put(KV_NAME, text).map_err(port("write to KV"))?;
            put.expiration_ttl(KV_SECONDS)
                .execute()
                .await
                .map_err(port("write to KV"))?;
        }
        Ok(())
    }
}

#[async_trait]
impl PageCache for Caches {
    async fn drop_home(&self) -> Result<(), PortError> {
        SendFuture::new(async {
            Cache::default()
                .delete(PAGE.to_owned(), true)
                .await
                .map_err(port("drop from the cache"))?;
            let kv = self.0.kv("KV").map_err(port("find KV"))?;
            kv.delete(KV_NAME).await.map_err(port("delete in KV"))
        })
        .await
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
