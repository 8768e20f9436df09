//! What costs money or leaves the machine: storage, queue, image service, caches, limits, clock, randomness.

use super::{archives::Uploads, report};
use async_trait::async_trait;
use domain::{
    id::{BackupId, ExportId, PhotoId},
    media::MediaType,
    reason::Reason,
    seal::sha256,
    storage::{Bucket, StorageKey},
    ticket::{self, Report, Ticket},
    time::Timestamp,
};
use service::ports::{
    Bell, Blobs, Clock, ImageService, Incoming, Letter, Limited, Mailer, PortError, Random, RateLimits, StoreError,
    Stored,
};
use std::{
    collections::{BTreeMap, HashSet, VecDeque},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicI64, AtomicU32, AtomicU64, Ordering},
    },
};

type Answer = Box<dyn Fn(&Ticket) -> Result<(u16, String), PortError> + Send + Sync>;

/// Everything outside, in memory.
pub struct Outside {
    now: AtomicI64,
    random: AtomicU64,
    pub files: Mutex<BTreeMap<(bool, String), Vec<u8>>>,
    pub rung: Mutex<Vec<PhotoId>>,
    pub rung_exports: Mutex<VecDeque<(ExportId, u32)>>,
    pub rung_backups: Mutex<VecDeque<(BackupId, u32)>>,
    pub(super) uploads: Mutex<Uploads>,
    pub bell_broken: AtomicBool,
    pub storage_broken: AtomicBool,
    storage_calls: AtomicU32,
    answer: Mutex<Answer>,
    /// The image service does not say that it is there.
    pub images_silent: AtomicBool,
    pub tickets: Mutex<Vec<Ticket>>,
    pub refused: Mutex<HashSet<Limited>>,
    pub letters: Mutex<Vec<Letter>>,
    pub mail_broken: AtomicBool,
}

impl Outside {
    pub fn new(now: Timestamp) -> Self {
        Self {
            now: AtomicI64::new(now.millis()),
            random: AtomicU64::new(1),
            files: Mutex::default(),
            rung: Mutex::default(),
            rung_exports: Mutex::default(),
            rung_backups: Mutex::default(),
            uploads: Mutex::default(),
            bell_broken: AtomicBool::new(false),
            storage_broken: AtomicBool::new(false),
            storage_calls: AtomicU32::new(u32::MAX),
            answer: Mutex::new(Box::new(away)),
            images_silent: AtomicBool::new(false),
            tickets: Mutex::default(),
            refused: Mutex::default(),
            letters: Mutex::default(),
            mail_broken: AtomicBool::new(false),
        }
    }

    pub fn pass_seconds(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// The image service is away.
    pub fn images_away(&self) {
        *self.answer.lock().unwrap() = Box::new(away);
    }

    /// The image service works on every ticket.
    pub fn images_work(&self) {
        self.images_answer(|ticket| Ok((200, serde_json::to_string(&report(ticket)).unwrap())));
    }

    pub fn images_refuse(&self, reason: Reason) {
        let answer = serde_json::to_string(&Report::Failed { reason }).unwrap();
        self.images_answer(move |_| Ok((200, answer.clone())));
    }

    pub fn images_answer(&self, answer: impl Fn(&Ticket) -> Result<(u16, String), PortError> + Send + Sync + 'static) {
        *self.answer.lock().unwrap() = Box::new(answer);
    }

    /// Names in a bucket.
    pub fn names(&self, bucket: Bucket) -> Vec<String> {
        let public = bucket == Bucket::Public;
        self.files
            .lock()
            .unwrap()
            .keys()
            .filter(|(of, _)| *of == public)
            .map(|(_, name)| name.clone())
            .collect()
    }

    /// Storage removes things so many times more, and then does not.
    pub fn storage_works_for(&self, calls: u32) {
        self.storage_calls.store(calls, Ordering::SeqCst);
    }

    /// Storage removes things again.
    pub fn storage_works(&self) {
        self.storage_works_for(u32::MAX);
    }

    fn storage_refuses(&self) -> bool {
        let one_less = |calls: u32| calls.checked_sub(1);
        let left = self
            .storage_calls
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_less);
        left.is_err() || self.storage_broken.load(Ordering::SeqCst)
    }

    /// Puts what an attempt would write.
    pub fn write(&self, bucket: Bucket, key: StorageKey) {
        self.write_bytes(bucket, key, &[1]);
    }

    pub fn write_bytes(&self, bucket: Bucket, key: StorageKey, bytes: &[u8]) {
        self.files
            .lock()
            .unwrap()
            .insert((bucket == Bucket::Public, key.name()), bytes.to_vec());
    }
}

fn away(_: &Ticket) -> Result<(u16, String), PortError> {
    Err(PortError::new("reach the image service", "connection refused"))
}

impl Clock for Outside {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.now.load(Ordering::SeqCst))
    }
}

impl Random for Outside {
    fn bytes(&self) -> [u8; 16] {
        let number = self.random.fetch_add(1, Ordering::SeqCst);
        sha256(&number.to_be_bytes())[..16].try_into().unwrap()
    }
}

#[async_trait]
impl Blobs for Outside {
    async fn delete(&self, bucket: Bucket, keys: Vec<StorageKey>) -> Result<(), PortError> {
        if self.storage_refuses() {
            return Err(PortError::new("delete from R2", "broken"));
        }
        let mut files = self.files.lock().unwrap();
        keys.iter()
            .for_each(|key| drop(files.remove(&(bucket == Bucket::Public, key.name()))));
        Ok(())
    }

    async fn size(&self, bucket: Bucket, key: StorageKey) -> Result<Option<u64>, PortError> {
        if self.storage_broken.load(Ordering::SeqCst) {
            return Err(PortError::new("look into R2", "broken"));
        }
        let files = self.files.lock().unwrap();
        let file = files.get(&(bucket == Bucket::Public, key.name()));
        Ok(file.map(|bytes| bytes.len() as u64))
    }

    async fn copy(&self, from: (Bucket, StorageKey), to: (Bucket, StorageKey)) -> Result<bool, PortError> {
        let place = |(bucket, key): (Bucket, StorageKey)| (bucket == Bucket::Public, key.name());
        let mut files = self.files.lock().unwrap();
        let Some(bytes) = files.get(&place(from)).cloned() else {
            return Ok(false);
        };
        files.insert(place(to), bytes);
        Ok(true)
    }
}

#[async_trait]
impl Bell for Outside {
    async fn ring(&self, photos: &[PhotoId]) -> Result<(), PortError> {
        if self.bell_broken.load(Ordering::SeqCst) {
            return Err(PortError::new("ring the queue", "Queue is overloaded"));
        }
        self.rung.lock().unwrap().extend(photos);
        Ok(())
    }

    async fn ring_export(&self, export: ExportId, step: u32) -> Result<(), PortError> {
        if self.bell_broken.load(Ordering::SeqCst) {
            return Err(PortError::new("ring the queue", "Queue is overloaded"));
        }
        self.rung_exports.lock().unwrap().push_back((export, step));
        Ok(())
    }

    async fn ring_backup(&self, backup: BackupId, step: u32) -> Result<(), PortError> {
        if self.bell_broken.load(Ordering::SeqCst) {
            return Err(PortError::new("ring the queue", "Queue is overloaded"));
        }
        self.rung_backups.lock().unwrap().push_back((backup, step));
        Ok(())
    }
}

#[async_trait]
impl ImageService for Outside {
    async fn process(&self, body: String, signature: String) -> Result<(u16, String), PortError> {
        ticket::verify(&super::key("k"), self.now(), &signature, body.as_bytes()).unwrap();
        let ticket: Ticket = serde_json::from_str(&body).unwrap();
        self.tickets.lock().unwrap().push(ticket.clone());
        (self.answer.lock().unwrap())(&ticket)
    }

    async fn answers(&self) -> Result<(), PortError> {
        if self.images_silent.load(Ordering::SeqCst) {
            return Err(PortError::new("reach the image service", "away"));
        }
        Ok(())
    }
}

#[async_trait]
impl RateLimits for Outside {
    async fn allow(&self, what: Limited, _: &str) -> Result<bool, PortError> {
        Ok(!self.refused.lock().unwrap().contains(&what))
    }
}

#[async_trait]
impl Mailer for Outside {
    async fn send(&self, letter: Letter) -> Result<(), PortError> {
        if self.mail_broken.load(Ordering::SeqCst) {
            return Err(PortError::new("send a letter", "status 500"));
        }
        self.letters.lock().unwrap().push(letter);
        Ok(())
    }
}

/// A body on its way in.
pub struct File {
    outside: Arc<Outside>,
    bytes: Vec<u8>,
    interrupted: bool,
}

impl File {
    pub fn whole(outside: Arc<Outside>, bytes: &[u8]) -> Self {
        Self {
            outside,
            bytes: bytes.to_vec(),
            interrupted: false,
        }
    }

    pub fn interrupted(outside: Arc<Outside>, bytes: &[u8]) -> Self {
        Self {
            outside,
            bytes: bytes.to_vec(),
            interrupted: true,
        }
    }
}

#[async_trait]
impl Incoming for File {
    async fn store(&self, key: StorageKey, _: MediaType, announced: Option<[u8; 32]>) -> Result<Stored, StoreError> {
        if self.interrupted {
            return Err(StoreError::Interrupted);
        }
        let hash = sha256(&self.bytes);
        if announced.is_some_and(|announced| announced != hash) {
            return Err(StoreError::WrongHash);
        }
        self.outside
            .files
            .lock()
            .unwrap()
            .insert((false, key.name()), self.bytes.clone());
        Ok(Stored {
            sha256: hash,
            bytes: self.bytes.len() as u64,
        })
    }
}
