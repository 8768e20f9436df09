//! Signed-out sessions, in KV for the rest of their life.

use super::port;
use async_trait::async_trait;
use domain::{id::SessionId, time::Timestamp};
use service::ports::{PortError, Revocations};
use worker::{Env, send::SendFuture};

/// The binding named `KV`.
pub(super) struct RevokedInKv(pub(super) Env);

fn name(session: SessionId) -> String {
    format!("revoked/{session}")
}

#[async_trait]
impl Revocations for RevokedInKv {
    async fn revoke(&self, session: SessionId, expires: Timestamp) -> Result<(), PortError> {
        SendFuture::new(async {
            let kv = self.0.kv("KV").map_err(port("find KV"))?;
            let put = kv.put(&name(session), "").map_err(port("write to KV"))?;
            let expiration = u64::try_from(expires.seconds()).unwrap_or(0);
            put.expiration(expiration).execute().await.map_err(port("write to KV"))
        })
        .await
    }

    async fn is_revoked(&self, session: SessionId) -> Result<bool, PortError> {
        SendFuture::new(async {
            let kv = self.0.kv("KV").map_err(port("find KV"))?;
            let value = kv.get(&name(session)).text().await.map_err(port("read from KV"))?;
            Ok(value.is_some())
        })
        .await
    }
}
