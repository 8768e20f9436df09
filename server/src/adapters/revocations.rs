//! Signed-out sessions, in KV for the rest of their life.

use super::{clock::SystemClock, port};
use crate::log;
use async_trait::async_trait;
use domain::{id::SessionId, time::Timestamp};
use service::ports::{Clock, PortError, Revocations};
use worker::{Env, send::SendFuture};

/// The binding named `KV`.
pub(super) struct RevokedInKv(pub(super) Env);

/// A minute, and a little for the way.
const SHORTEST_SECONDS: i64 = 70;

fn name(session: SessionId) -> String {
    format!("revoked/{session}")
}

#[async_trait]
impl Revocations for RevokedInKv {
    async fn revoke(&self, session: SessionId, expires: Timestamp) -> Result<(), PortError> {
        SendFuture::new(async {
            let kv = self.0.kv("KV").map_err(port("find KV"))?;
            let put = kv.put(&name(session), "").map_err(port("write to KV"))?;
            // KV takes no shorter time than a minute
            let earliest = SystemClock.now().plus_seconds(SHORTEST_SECONDS);
            let expiration = u64::try_from(expires.max(earliest).seconds()).unwrap_or(0);
            put.expiration(expiration).execute().await.map_err(port("write to KV"))
        })
        .await
        .inspect_err(|error| log::error("a signed-out session was not put on the list", error))
    }

    async fn is_revoked(&self, session: SessionId) -> Result<bool, PortError> {
        SendFuture::new(async {
            let kv = self.0.kv("KV").map_err(port("find KV"))?;
            let value = kv.get(&name(session)).text().await.map_err(port("read from KV"))?;
            Ok(value.is_some())
        })
        .await
        .inspect_err(|error| log::error("the list of signed-out sessions does not answer", error))
    }
}
