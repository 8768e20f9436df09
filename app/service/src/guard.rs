//! Makes sure of the session behind a request, with the first thing that the request asks of the database.
//!
//! A session's token is sealed, and a list in KV names those that were signed out; but KV lags. The row in D1 is the truth, and
//! looking at it costs no round trip of its own: it is demanded in the same transaction as whatever comes first, which fails
//! as a whole if there is none.

use crate::{
    World,
    ports::{Database, PortError, Rows, Statement},
    sql::{is_refusal, sessions},
};
use async_trait::async_trait;
use domain::session::Session;
use std::sync::{
    Arc,
    atomic::{AtomicU8, Ordering},
};

/// The database of somebody who says to be signed in.
pub struct Guard {
    db: Arc<dyn Database>,
    session: Session,
    state: AtomicU8,
}

const UNKNOWN: u8 = 0;
const HOLDS: u8 = 1;
const GONE: u8 = 2;

impl Guard {
    /// Whether the session turned out to be signed out: nothing was read or changed for this request.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.state.load(Ordering::Relaxed) == GONE
    }

    fn refused() -> PortError {
        PortError::new("ask for a session", SIGNED_OUT)
    }
}

const SIGNED_OUT: &str = "it was signed out";

impl World {
    /// The same world for a request with this session, and whom to ask afterwards whether the session held.
    #[must_use]
    pub fn guarded(&self, session: Session) -> (Self, Arc<Guard>) {
        let guard = Arc::new(Guard {
            db: Arc::clone(&self.db),
            session,
            state: AtomicU8::new(UNKNOWN),
        });
        let world = Self {
            db: guard.clone(),
            ..self.clone()
        };
        (world, guard)
    }
}

#[async_trait]
impl Database for Guard {
    async fn batch(&self, mut statements: Vec<Statement>) -> Result<Vec<Rows>, PortError> {
        match self.state.load(Ordering::Relaxed) {
            HOLDS => return self.db.batch(statements).await,
            GONE => return Err(Self::refused()),
            _ => {}
        }
        statements.insert(0, sessions::demand(self.session.id, self.session.user));
        let results = self.db.batch(statements).await;
        let state = match &results {
            Ok(_) => HOLDS,
            Err(error) if is_refusal(&error.cause) => GONE,
            // it says nothing about the session
            Err(_) => UNKNOWN,
        };
        self.state.store(state, Ordering::Relaxed);
        if state == GONE {
            return Err(Self::refused());
        }
        Ok(results?.into_iter().skip(1).collect())
    }
}
