//! The image service, running, and the tickets that it gets: as in production, but for where storage is.

use crate::{
    Result,
    options::Options,
    process::{Process, on_cores},
    storage::Storage,
};
use domain::{
    id::PhotoId,
    rendition::{Rendition, USUAL},
    seal::{Key, sha256, to_hex},
    ticket::{Done, OriginalFile, RenditionTarget, Report, SIGNATURE_HEADER, Ticket, Wishes, sign},
    time::Timestamp,
};
use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::Stdio,
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

const KEY: &str = "a key for measurements, known to everybody";

/// One id for all: nothing is kept by it.
const PHOTO: &str = "00112233445566778899aabbccddeeff";

/// The line that it starts with.
const LISTENING: &str = "images: listening on ";

/// What the machine it is made for can give.
const MEMORY_MB: &str = "400";

/// The service.
pub(crate) struct Service {
    /// Its process.
    pub(crate) process: Process,
    origin: String,
    storage: Storage,
    log: Receiver<String>,
    client: ureq::Agent,
    key: Key,
}

/// One photograph's answer.
pub(crate) struct Made {
    /// How long it took, from the ticket to the report, in milliseconds.
    pub(crate) ms: f64,
    /// What it says.
    pub(crate) renditions: Vec<Rendition>,
}

impl Service {
    /// Starts it on so many cores, and waits until it listens.
    pub(crate) fn start(options: &Options, cores: usize) -> Result<Self> {
        let storage = Storage::start()?;
        let mut command = on_cores(&options.service, cores);
        command
            .env("TICKET_KEY", KEY)
            .env("IMAGES_LISTEN", "127.0.0.1:0")
            .env("IMAGES_ORIGINS", &storage.origin)
            .env("IMAGES_MEMORY_MB", MEMORY_MB)
            .stdout(Stdio::piped());
        let mut process = Process(command.spawn()?);
        let output = process.0.stdout.take().ok_or("the service has no output")?;
        let (sender, log) = channel();
        thread::spawn(move || {
            let lines = BufReader::new(output).lines().map_while(std::result::Result::ok);
            lines.for_each(|line| {
                let _ = sender.send(line);
            });
        });
        let origin = loop {
            let line = log.recv().map_err(|_| "the service did not start")?;
            if let Some((_, origin)) = line.split_once(LISTENING) {
                break origin.to_owned();
            }
        };
        let client = ureq::Agent::config_builder().proxy(None).build().new_agent();
        let key = Key::new(KEY).ok_or("the key is too short")?;
        Ok(Self {
            process,
            origin,
            storage,
            log,
            client,
            key,
        })
    }

    /// Has a photograph worked on.
    pub(crate) fn make(&self, photograph: &Path) -> Result<Made> {
        let file = fs::read(photograph)?;
        let body = serde_json::to_vec(&self.ticket(PHOTO.parse()?, &file))?;
        self.storage.hold(file);
        let signature = sign(&self.key, now(), &body);
        let (started, url) = (instant(), format!("{}/v1/process", self.origin));
        let request = self.client.post(url).header(SIGNATURE_HEADER, signature);
        let answer = request.send(&body[..])?.body_mut().read_to_string()?;
        let ms = instant().duration_since(started).as_secs_f64() * 1000.0;
        match serde_json::from_str(&answer)? {
            Report::Done(Done { renditions, .. }) => Ok(Made { ms, renditions }),
            Report::Failed { reason } => Err(format!("{}: the service says {reason:?}", photograph.display()).into()),
        }
    }

    /// What it stored for the last photograph.
    pub(crate) fn stored(&self) -> Vec<(String, Vec<u8>)> {
        let stored = self.storage.take().into_iter();
        stored.map(|(slot, bytes)| (slot, bytes.to_vec())).collect()
    }

    /// The last job's line in its log.
    pub(crate) fn last_line(&self) -> Option<String> {
        let mut last = None;
        while let Ok(line) = self.log.recv_timeout(Duration::from_millis(200)) {
            last = Some(line).filter(|line| line.contains("result=done")).or(last);
        }
        last
    }

    fn ticket(&self, photo: PhotoId, file: &[u8]) -> Ticket {
        let origin = &self.storage.origin;
        let target = |slot: &str| RenditionTarget {
            slot: slot.to_owned(),
            url: format!("{origin}/renditions/{slot}"),
        };
        Ticket {
            photo,
            attempt: 1,
            original: OriginalFile {
                url: format!("{origin}/original"),
                bytes: file.len() as u64,
                sha256: to_hex(&sha256(file)),
            },
            renditions: USUAL.iter().map(|slot| target(slot.name)).collect(),
            wishes: Wishes::default(),
        }
    }
}

fn now() -> Timestamp {
    #[expect(clippy::disallowed_methods, reason = "tickets carry the time")]
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

fn instant() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "to measure is what this program is for")]
    Instant::now()
}
