//! KV as it is: what it is asked for may be as it was a minute ago. And the Cache API of one location, which is not like that.

use async_trait::async_trait;
use domain::{id::SessionId, time::Timestamp};
use service::ports::{Clock, Computed, Figures, KeptPage, NearPage, PageCache, PortError, Revocations, SettingsCopy};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicI64, AtomicU32, AtomicU64, Ordering},
    },
};

/// How late KV is in every test that does not say otherwise, in seconds: the longest that Cloudflare speaks of.
pub const DELAY_SECONDS: i64 = 60;

/// What was written under a key, and when; nothing where it was deleted.
type History<Value> = Vec<(Timestamp, Option<Value>)>;

/// KV, and a location's cache in front of it.
pub struct Kv {
    clock: Arc<dyn Clock>,
    delay: AtomicI64,
    pages: Mutex<HashMap<String, History<KeptPage>>>,
    revoked: Mutex<HashMap<SessionId, History<()>>>,
    settings: Mutex<History<String>>,
    near: Mutex<HashMap<String, NearPage>>,
    computed: Mutex<History<Computed>>,
    /// KV does not take or give what was computed.
    pub figures_broken: AtomicBool,
    pub near_dropped: AtomicU32,
    pub settings_read: AtomicU32,
    pub settings_broken: AtomicBool,
    /// How often a name was written.
    pub written: AtomicU64,
}

impl Kv {
    /// An empty one that is [`DELAY_SECONDS`] late.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            delay: AtomicI64::new(DELAY_SECONDS),
            pages: Mutex::default(),
            revoked: Mutex::default(),
            settings: Mutex::default(),
            near: Mutex::default(),
            computed: Mutex::default(),
            figures_broken: AtomicBool::new(false),
            near_dropped: AtomicU32::new(0),
            settings_read: AtomicU32::new(0),
            settings_broken: AtomicBool::new(false),
            written: AtomicU64::new(0),
        }
    }

    /// From now on it is so late.
    pub fn is_late_by(&self, seconds: i64) {
        self.delay.store(seconds, Ordering::SeqCst);
    }

    /// The location's own cache has forgotten everything, as it does after a minute.
    pub fn forget_near(&self) {
        self.near.lock().unwrap().clear();
    }

    /// How often what was computed was written.
    pub fn figures_written(&self) -> usize {
        self.computed.lock().unwrap().len()
    }

    fn figures_work(&self) -> Result<(), PortError> {
        if self.figures_broken.load(Ordering::SeqCst) {
            return Err(PortError::new("ask KV", "it does not answer"));
        }
        Ok(())
    }

    /// What is seen now of what was written.
    fn seen<Value: Clone>(&self, history: Option<&History<Value>>) -> Option<Value> {
        let until = self.clock.now().plus_seconds(-self.delay.load(Ordering::SeqCst));
        let seen = |(written, _): &&(Timestamp, Option<Value>)| *written <= until;
        history?.iter().rev().find(seen)?.1.clone()
    }
}

#[async_trait]
impl PageCache for Kv {
    async fn near(&self, name: &str) -> Result<Option<NearPage>, PortError> {
        Ok(self.near.lock().unwrap().get(name).cloned())
    }

    async fn far(&self, name: &str) -> Result<Option<KeptPage>, PortError> {
        Ok(self.seen(self.pages.lock().unwrap().get(name)))
    }

    async fn keep_near(&self, name: &str, page: &NearPage, _: u64) -> Result<(), PortError> {
        self.near.lock().unwrap().insert(name.to_owned(), page.clone());
        Ok(())
    }

    async fn keep_far(&self, name: &str, page: &KeptPage) -> Result<(), PortError> {
        let mut pages = self.pages.lock().unwrap();
        let history = pages.entry(name.to_owned()).or_default();
        history.push((self.clock.now(), Some(page.clone())));
        self.written.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }

    async fn drop_near(&self) -> Result<(), PortError> {
        self.near_dropped.fetch_add(1, Ordering::SeqCst);
        self.near.lock().unwrap().clear();
        Ok(())
    }

    async fn drop_far(&self, name: &str) -> Result<(), PortError> {
        let mut pages = self.pages.lock().unwrap();
        let history = pages.entry(name.to_owned()).or_default();
        history.push((self.clock.now(), None));
        Ok(())
    }
}

#[async_trait]
impl Figures for Kv {
    async fn read(&self) -> Result<Option<Computed>, PortError> {
        self.figures_work()?;
        Ok(self.seen(Some(&self.computed.lock().unwrap())))
    }

    async fn write(&self, computed: &Computed) -> Result<(), PortError> {
        self.figures_work()?;
        let written = (self.clock.now(), Some(computed.clone()));
        self.computed.lock().unwrap().push(written);
        self.written.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

#[async_trait]
impl Revocations for Kv {
    async fn revoke(&self, session: SessionId, _: Timestamp) -> Result<(), PortError> {
        let mut revoked = self.revoked.lock().unwrap();
        revoked.entry(session).or_default().push((self.clock.now(), Some(())));
        self.written.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }

    async fn is_revoked(&self, session: SessionId) -> Result<bool, PortError> {
        Ok(self.seen(self.revoked.lock().unwrap().get(&session)).is_some())
    }
}

#[async_trait]
impl SettingsCopy for Kv {
    async fn read(&self) -> Result<Option<String>, PortError> {
        self.settings_read.fetch_add(1, Ordering::SeqCst);
        if self.settings_broken.load(Ordering::SeqCst) {
            return Err(PortError::new("read from KV", "broken"));
        }
        Ok(self.seen(Some(&*self.settings.lock().unwrap())))
    }

    async fn write(&self, text: String) -> Result<(), PortError> {
        if self.settings_broken.load(Ordering::SeqCst) {
            return Err(PortError::new("write to KV", "broken"));
        }
        self.settings.lock().unwrap().push((self.clock.now(), Some(text)));
        self.written.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}
