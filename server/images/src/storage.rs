//! Storage over presigned URLs: get one file, put one file. It knows no keys, no buckets, and follows no redirects.

use crate::{
    clock::Deadline,
    fault::Fault,
    limits::{CONNECT_TIMEOUT, IDLE_TIMEOUT, READ_TIMEOUT},
};
use domain::media::MediaType;
use std::{io::Read, time::Duration};
use ureq::{
    Agent, Body, Error,
    config::{Config, ConfigBuilder},
    http::Response,
    typestate::AgentScope,
};

/// The client. Clones share their connections.
#[derive(Debug, Clone)]
pub struct Storage(Agent);

impl Storage {
    /// Sets up the client.
    #[must_use]
    pub fn new() -> Self {
        let builder: ConfigBuilder<AgentScope> = Config::builder();
        let config = builder
            .user_agent("heliograph-images")
            // an address that was not checked against the list of origins is never visited
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .http_status_as_error(false)
            .max_idle_age(IDLE_TIMEOUT)
            .timeout_resolve(Some(CONNECT_TIMEOUT))
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .timeout_per_read(Some(READ_TIMEOUT))
            .timeout_per_write(Some(READ_TIMEOUT))
            .build();
        Self(config.new_agent())
    }

    /// Gets a file of so many bytes.
    ///
    /// # Errors
    /// If storage does not answer in time, or not with a file of this length.
    pub fn get(&self, url: &str, bytes: u64, deadline: Deadline) -> Result<Vec<u8>, Fault> {
        let request = self.0.get(url).config().timeout_global(Some(left(deadline))).build();
        let response = check(request.call(), "the original")?;
        let body = response.into_body();
        if body.content_length().is_some_and(|length| length != bytes) {
            return Err(Fault::later(OTHER_LENGTH));
        }
        let mut file = Vec::with_capacity(usize::try_from(bytes).unwrap_or_default());
        // one byte more than announced is enough to know
        let read = body.into_reader().take(bytes.saturating_add(1)).read_to_end(&mut file);
        read.map_err(|error| Fault::later(format!("the original: {}", error.kind())))?;
        if file.len() as u64 == bytes {
            Ok(file)
        } else {
            Err(Fault::later(OTHER_LENGTH))
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
        let request = self.0.put(url).config().timeout_global(Some(left(deadline))).build();
        check(request.content_type(media_type.as_str()).send(file), name).map(|_| ())
    }
}

impl Default for Storage {
    fn default() -> Self {
        Self::new()
    }
}

/// What is left until a deadline; never nothing, which the client would take for no limit at all.
fn left(deadline: Deadline) -> Duration {
    deadline.left().max(Duration::from_millis(1))
}

const OTHER_LENGTH: &str = "the original: storage has another length than the ticket says";

fn check(answer: Result<Response<Body>, Error>, what: &str) -> Result<Response<Body>, Fault> {
    match answer {
        Ok(response) if response.status().is_success() => Ok(response),
        Ok(response) => Err(Fault::later(format!(
            "{what}: storage answered {}",
            response.status().as_u16()
        ))),
        // these repeat the URL, and a URL carries its signature
        Err(Error::BadUri(_) | Error::Http(_)) => Err(Fault::later(format!("{what}: not a URL"))),
        Err(error) => Err(Fault::later(format!("{what}: {error}"))),
    }
}
