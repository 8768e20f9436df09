//! What makes the nth call of something outside fail.

use service::ports::PortError;
use std::sync::{
    Mutex,
    atomic::{AtomicBool, AtomicU32, Ordering},
};

/// Something outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Database,
    Storage,
    /// KV, and the Cache API, as kept pages; and KV as what the cron computed.
    Pages,
    /// KV as the list of signed-out sessions.
    Revocations,
    /// KV as the copy of the site's settings.
    Settings,
    Bell,
    Images,
    Limits,
    Signatures,
}

impl Part {
    pub(crate) const ALL: [Self; 9] = [
        Self::Database,
        Self::Storage,
        Self::Pages,
        Self::Revocations,
        Self::Settings,
        Self::Bell,
        Self::Images,
        Self::Limits,
        Self::Signatures,
    ];

    /// Without it everything goes on: what it holds is nothing but a faster way.
    pub(crate) const fn is_spare(self) -> bool {
        matches!(self, Self::Pages | Self::Revocations | Self::Settings | Self::Bell)
    }
}

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// Nothing was done.
    Before,
    /// It was done, and the answer was lost.
    After,
    /// Nothing was done, and nothing works from then on.
    FromThenOn,
}

impl How {
    pub(crate) const ALL: [Self; 3] = [Self::Before, Self::After, Self::FromThenOn];
}

/// Which call fails, and how: of one part, or of everything, as when the Worker dies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fault {
    pub(crate) part: Option<Part>,
    pub(crate) at: u32,
    pub(crate) how: How,
}

/// Counts calls, and lets one fail.
#[derive(Default)]
pub(crate) struct Fuse {
    fault: Mutex<Option<Fault>>,
    calls: AtomicU32,
    hit: AtomicBool,
}

impl Fuse {
    /// From now on calls are counted.
    pub(crate) fn arm(&self, fault: Fault) {
        self.calls.store(0, Ordering::SeqCst);
        self.hit.store(false, Ordering::SeqCst);
        *self.fault.lock().unwrap() = Some(fault);
    }

    /// Everything works again. Whether a call has failed.
    pub(crate) fn disarm(&self) -> bool {
        *self.fault.lock().unwrap() = None;
        self.hit.load(Ordering::SeqCst)
    }

    /// Makes a call of this part, or lets it fail.
    pub(crate) async fn through<T, E: From<PortError>>(
        &self,
        part: Part,
        call: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        let fault = *self.fault.lock().unwrap();
        let Some(fault) = fault.filter(|fault| fault.part.is_none_or(|broken| broken == part)) else {
            return call.await;
        };
        let number = self.calls.fetch_add(1, Ordering::SeqCst);
        let fails = match fault.how {
            How::FromThenOn => number >= fault.at,
            How::Before | How::After => number == fault.at,
        };
        if !fails {
            return call.await;
        }
        self.hit.store(true, Ordering::SeqCst);
        if fault.how == How::After {
            let _ = call.await;
        }
        Err(PortError::new("break something", format!("{fault:?}")).into())
    }
}
