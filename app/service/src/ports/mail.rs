//! The port to whoever delivers e-mail.

use super::PortError;
use async_trait::async_trait;

/// A letter: plain text, to one person. Nothing in it was written by anybody but this site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Their address.
    pub to: String,
    /// Its subject, one line.
    pub subject: String,
    /// Its text.
    pub text: String,
}

/// Whoever delivers letters. It says from whom they come.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Hands a letter over. The error names neither address nor text, since both may hold what no log should.
    async fn send(&self, letter: Letter) -> Result<(), PortError>;
}
