//! One of Cloudflare's locations: a cache of its own, which forgets in time, and KV as it is seen from there.

use super::{Kv, Outside};
use async_trait::async_trait;
use domain::time::Timestamp;
use service::ports::{Clock, KeptPage, NearPage, PageCache, PortError};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

/// A location.
pub struct Location {
    clock: Arc<Outside>,
    kv: Arc<Kv>,
    near: Mutex<HashMap<String, (NearPage, Timestamp)>>,
}

impl Location {
    /// One where nobody has been yet.
    pub fn new(clock: Arc<Outside>, kv: Arc<Kv>) -> Arc<Self> {
        let near = Mutex::default();
        Arc::new(Self { clock, kv, near })
    }
}

#[async_trait]
impl PageCache for Location {
    async fn near(&self, name: &str) -> Result<Option<NearPage>, PortError> {
        let now = self.clock.now();
        let near = self.near.lock().unwrap();
        let fresh = near.get(name).filter(|(_, until)| now < *until);
        Ok(fresh.map(|(page, _)| page.clone()))
    }

    async fn far(&self, name: &str) -> Result<Option<KeptPage>, PortError> {
        self.kv.far(name).await
    }

    async fn keep_near(&self, name: &str, page: &NearPage, seconds: u64) -> Result<(), PortError> {
        let until = self.clock.now().plus_seconds(seconds as i64);
        self.near.lock().unwrap().insert(name.to_owned(), (page.clone(), until));
        Ok(())
    }

    async fn keep_far(&self, name: &str, page: &KeptPage) -> Result<(), PortError> {
        self.kv.keep_far(name, page).await
    }

    async fn drop_near(&self) -> Result<(), PortError> {
        self.near.lock().unwrap().clear();
        Ok(())
    }

    async fn drop_far(&self, name: &str) -> Result<(), PortError> {
        self.kv.drop_far(name).await
    }
}
