//! What the cron computed, under one key of KV.

use super::port;
use crate::log;
use async_trait::async_trait;
use service::ports::{Computed, Figures, PortError};
use worker::{Env, send::SendFuture};

/// The key.
const NAME: &str = "computed";

/// The binding named `KV`.
pub(super) struct FiguresInKv(pub(super) Env);

#[async_trait]
impl Figures for FiguresInKv {
    async fn read(&self) -> Result<Option<Computed>, PortError> {
        SendFuture::new(async {
            let kv = self.0.kv("KV").map_err(port("find KV"))?;
            let text = kv.get(NAME).text().await.map_err(port("read from KV"))?;
            // what another release wrote may be something else: the next run of the cron writes it anew
            Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
        })
        .await
        .inspect_err(|error| log::error("what the cron computed cannot be read", error))
    }

    async fn write(&self, computed: &Computed) -> Result<(), PortError> {
        let text = serde_json::to_string(computed).map_err(port("write figures"))?;
        SendFuture::new(async {
            let kv = self.0.kv("KV").map_err(port("find KV"))?;
            let put = kv.put(NAME, text).map_err(port("write to KV"))?;
            put.execute().await.map_err(port("write to KV"))
        })
        .await
    }
}
