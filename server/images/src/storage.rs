//! Storage over presigned URLs: get one file, put one file. It knows no keys, no buckets, and follows no redirects.

use crate::{
    addresses::Checked,
    clock::Deadline,
    fault::Fault,
    limits::{CONNECT_TIMEOUT, IDLE_TIMEOUT, READ_TIMEOUT},
    origins::Origins,
};
use domain::media::MediaType;
use std::{
    io::Read,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use ureq::{
    Agent, Body, Error,
    config::{Config, ConfigBuilder},
    http::Response,
    typestate::AgentScope,
    unversioned::{resolver::DefaultResolver, transport::DefaultConnector},
};

/// The client. Clones share their connections.
#[derive(Debug, Clone)]
pub struct Storage {
    agent: Agent,
    traffic: Arc<Traffic>,
}

/// How long storage may take. What a whole job may take is another matter.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Until it accepts a connection.
    pub connect: Duration,
    /// How long it may stay silent, before it answers or in the middle of a file.
    pub silence: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: CONNECT_TIMEOUT,
            silence: READ_TIMEOUT,
        }
    }
}

/// The bytes of files that were moved.
#[derive(Debug, Default)]
struct Traffic {
    fetched: AtomicU64,
    stored: AtomicU64,
}

impl Storage {
    /// Sets up the client. It connects to these origins only, and to public addresses only, unless an origin is an
    /// address itself.
    #[must_use]
    pub fn new(origins: Origins, patience: Patience) -> Self {
        let builder: ConfigBuilder<AgentScope> = Config::builder();
        let config = builder
            .user_agent("heliograph-images")
            // an address that was not checked against the list of origins is never visited
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .http_status_as_error(false)
            .max_idle_age(IDLE_TIMEOUT)
            .timeout_resolve(Some(patience.connect))
            .timeout_connect(Some(patience.connect))
            .timeout_per_read(Some(patience.silence))
            .timeout_per_write(Some(patience.silence))
            .build();
        let resolver = Checked::new(origins, DefaultResolver::default());
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
            traffic: Arc::default(),
        }
    }

    /// The bytes of all originals fetched so far, whole ones or not.
    #[must_use]
    pub fn fetched(&self) -> u64 {
        self.traffic.fetched.load(Ordering::Relaxed)
    }

    /// The bytes of all files stored so far.
    #[must_use]
    pub fn stored(&self) -> u64 {
        self.traffic.stored.load(Ordering::Relaxed)
    }

    /// Gets a file of so many bytes. `what` says which, in the log.
    ///
    /// # Errors
    /// If storage does not answer in time, or not with a file of this length.
    pub fn get(&self, what: &str, url: &str, bytes: u64, deadline: Deadline) -> Result<Vec<u8>, Fault> {
        let request = self
            .agent
            .get(url)
            .config()
            .timeout_global(Some(left(deadline)))
            .build();
        let response = check(request.call(), what)?;
        let body = response.into_body();
        if body.content_length().is_some_and(|length| length != bytes) {
            return Err(other_length(what));
        }
        let mut file = Vec::with_capacity(usize::try_from(bytes).unwrap_or_default());
        // one byte more than announced is enough to know
        let read = body.into_reader().take(bytes.saturating_add(1)).read_to_end(&mut file);
        self.traffic.fetched.fetch_add(file.len() as u64, Ordering::Relaxed);
        read.map_err(|error| lost(what, &error.into()))?;
        if file.len() as u64 == bytes {
            Ok(file)
        } else {
            Err(other_length(what))
        }
    }

    /// Puts a file.
    ///
    /// # Errors
    /// If storage does not take it in time.
    pub fn put(
        &self,
        name: &str,
        url: &str,
        media_type: MediaType,
        file: &[u8],
        deadline: Deadline,
    ) -> Result<(), Fault> {
        let request = self
            .agent
            .put(url)
            .config()
            .timeout_global(Some(left(deadline)))
            .build();
        // the length is sent first, so that storage keeps the whole file or nothing of it
        check(request.content_type(media_type.as_str()).send(file), name)?;
        self.traffic.stored.fetch_add(file.len() as u64, Ordering::Relaxed);
        Ok(())
    }
}

/// What is left until a deadline; never nothing, which the client would take for no limit at all.
fn left(deadline: Deadline) -> Duration {
    deadline.left().max(Duration::from_millis(1))
}

fn other_length(what: &str) -> Fault {
    Fault::later(format!("{what}: storage has another length than the ticket says"))
}

fn check(answer: Result<Response<Body>, Error>, what: &str) -> Result<Response<Body>, Fault> {
    match answer {
        Ok(response) if response.status().is_success() => Ok(response),
        Ok(response) => Err(Fault::later(format!(
            "{what}: storage answered {}",
            response.status().as_u16()
        ))),
        Err(error) => Err(lost(what, &error)),
    }
}

fn lost(what: &str, error: &Error) -> Fault {
    Fault::later(match error {
        // these repeat the URL, and a URL carries its signature
        Error::BadUri(_) | Error::Http(_) => format!("{what}: not a URL"),
        Error::Other(error) => format!("{what}: {error}"),
        error => format!("{what}: {error}"),
    })
}
