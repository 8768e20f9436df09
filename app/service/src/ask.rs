//! Asking the image service for a photo's renditions, and whether what it answers can be believed.

use crate::{World, ports::PortError, report};
use domain::{
    ticket::{self, Report, Ticket},
    time::Timestamp,
};

/// An attempt whose report nobody has.
pub(crate) struct Lost {
    pub(crate) error: PortError,
    /// Whether the image service answered all the same: it is busy.
    pub(crate) alive: bool,
}

impl From<PortError> for Lost {
    fn from(error: PortError) -> Self {
        Self { error, alive: false }
    }
}

/// The status of an image service that has no room just now.
const BUSY: u16 = 503;

/// Sends a ticket.
///
/// # Errors
/// No answer, none that says anything, or one that contradicts the ticket.
pub(crate) async fn ask(world: &World, ticket: &Ticket, now: Timestamp) -> std::result::Result<Report, Lost> {
    let body = serde_json::to_string(ticket).map_err(|error| PortError::new("write the ticket", error))?;
    let signature = ticket::sign(&world.config.ticket_key, now, body.as_bytes());
    let (status, answer) = world.images.process(body, signature).await?;
    if status != 200 {
        let start: String = answer.chars().take(200).collect();
        return Err(Lost {
            error: PortError::new("ask the image service", format!("status {status}: {start}")),
            alive: status == BUSY,
        });
    }
    let report: Report = serde_json::from_str(&answer).map_err(|error| PortError::new("read the report", error))?;
    if let Report::Done(done) = &report {
        report::check(ticket, done).map_err(|what| PortError::new("believe the report", what))?;
    }
    Ok(report)
}
