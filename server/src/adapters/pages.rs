//! The anonymous home page and the site's feeds, kept in the Cache API of each location, and in KV behind it.

use super::port;
use crate::log;
use app::Language;
use async_trait::async_trait;
use service::{
    kept::Kept,
    ports::{KeptPage, NearPage, PageCache, PortError},
};
use worker::{Cache, Env, Headers, Response, kv::KvStore, send::SendFuture};

/// How long KV keeps a page, in seconds: a day, for when the database does not answer. Until then only the newest is shown.
const FAR_SECONDS: u64 = 86_400;

/// The header that says in the Cache API what is known of a page, as JSON. Its text is the body: nobody takes it out of JSON each time.
const ABOUT: &str = "heliograph-kept";

/// A page's name in the Cache API.
fn near_name(name: &str) -> String {
    format!("https://cache.invalid/{name}")
}

/// The Cache API, and the binding named `KV`.
pub(super) struct KeptPages(pub(super) Env);

impl KeptPages {
    fn kv(&self) -> Result<KvStore, PortError> {
        self.0.kv("KV").map_err(port("find KV"))
    }
}

#[async_trait]
impl PageCache for KeptPages {
    async fn near(&self, name: &str) -> Result<Option<NearPage>, PortError> {
        SendFuture::new(read(name)).await.inspect_err(note)
    }

    async fn far(&self, name: &str) -> Result<Option<KeptPage>, PortError> {
        let reading = SendFuture::new(async { self.kv()?.get(name).json().await.map_err(port("read from KV")) });
        reading.await.inspect_err(note)
    }

    async fn keep_near(&self, name: &str, page: &NearPage, seconds: u64) -> Result<(), PortError> {
        SendFuture::new(write(name, page, seconds)).await.inspect_err(note)
    }

    async fn keep_far(&self, name: &str, page: &KeptPage) -> Result<(), PortError> {
        let text = serde_json::to_string(page).map_err(port("write a page"))?;
        SendFuture::new(async {
            let put = self.kv()?.put(name, text).map_err(port("write to KV"))?;
            put.expiration_ttl(FAR_SECONDS)
                .execute()
                .await
                .map_err(port("write to KV"))
        })
        .await
        .inspect_err(note)
    }

    async fn drop_near(&self) -> Result<(), PortError> {
        SendFuture::new(async {
            for kept in Language::ALL.into_iter().flat_map(|language| Kept::all(language.tag())) {
                let dropped = Cache::default().delete(near_name(&kept.name()), true).await;
                dropped.map_err(port("drop from the cache"))?;
            }
            Ok(())
        })
        .await
        .inspect_err(note)
    }

    async fn drop_far(&self, name: &str) -> Result<(), PortError> {
        SendFuture::new(async { self.kv()?.delete(name).await.map_err(port("delete in KV")) })
            .await
            .inspect_err(note)
    }
}

/// The site works without its caches, only slower: nobody else says that they do not.
fn note(error: &PortError) {
    log::error("the page cache does not work", error);
}

async fn read(name: &str) -> Result<Option<NearPage>, PortError> {
    let found = Cache::default()
        .get(near_name(name), true)
        .await
        .map_err(port("read the cache"))?;
    let Some(mut response) = found else { return Ok(None) };
    let about = response.headers().get(ABOUT).map_err(port("read the cache"))?;
    let Some(mut near) = about.and_then(|about| serde_json::from_str::<NearPage>(&about).ok()) else {
        return Ok(None);
    };
    near.page.text = response.text().await.map_err(port("read the cache"))?;
    Ok(Some(near))
}

async fn write(name: &str, page: &NearPage, seconds: u64) -> Result<(), PortError> {
    let mut about = page.clone();
    let text = std::mem::take(&mut about.page.text);
    let about = serde_json::to_string(&about).map_err(port("write the cache"))?;
    let headers = Headers::new();
    for (name, value) in [("cache-control", format!("public, max-age={seconds}")), (ABOUT, about)] {
        headers.set(name, &value).map_err(port("write the cache"))?;
    }
    let response = Response::ok(text)
        .map_err(port("write the cache"))?
        .with_headers(headers);
    Cache::default()
        .put(near_name(name), response)
        .await
        .map_err(port("write the cache"))
}
