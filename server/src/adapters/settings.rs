//! The copy of the site's settings, in KV under one key.

use super::port;
use crate::log;
use async_trait::async_trait;
use service::ports::{PortError, SettingsCopy};
use worker::{Env, send::SendFuture};

/// The key.
const NAME: &str = "settings";

/// The binding named `KV`.
pub(super) struct SettingsInKv(pub(super) Env);

#[async_trait]
impl SettingsCopy for SettingsInKv {
    async fn read(&self) -> Result<Option<String>, PortError> {
        SendFuture::new(async {
            let kv = self.0.kv("KV").map_err(port("find KV"))?;
            kv.get(NAME).text().await.map_err(port("read from KV"))
        })
        .await
        .inspect_err(|error| log::error("the settings could not be read from KV", error))
    }

    async fn write(&self, text: String) -> Result<(), PortError> {
        SendFuture::new(async {
            let kv = self.0.kv("KV").map_err(port("find KV"))?;
            let put = kv.put(NAME, text).map_err(port("write to KV"))?;
            put.execute().await.map_err(port("write to KV"))
        })
        .await
        .inspect_err(|error| log::error("the settings were not written to KV", error))
    }
}
