//! What the service answered.

use super::picture::Picture;
use domain::{
    reason::Reason,
    rendition::Rendition,
    ticket::{Done, Report},
};

/// An answer over HTTP.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<String>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn report(&self) -> Report {
        assert_eq!(self.status, 200, "{}", self.body);
        serde_json::from_str(&self.body).unwrap()
    }

    /// Why the photo failed.
    pub(crate) fn failure(&self) -> Reason {
        match self.report() {
            Report::Failed { reason } => reason,
            Report::Done(done) => panic!("expected a failure, not {done:?}"),
        }
    }
}

/// A photo that was made into renditions.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) done: Done,
    pub(crate) body: String,
    pub(crate) files: Vec<File>,
}

/// One of its renditions.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) rendition: Rendition,
    pub(crate) bytes: Vec<u8>,
    pub(crate) picture: Picture,
}

impl Made {
    /// The rendition in this slot.
    pub(crate) fn slot(&self, name: &str) -> &Picture {
        &self
            .files
            .iter()
            .find(|file| file.rendition.slot == name)
            .unwrap()
            .picture
    }
}
