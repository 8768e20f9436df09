//! What goes to the log: causes, never secrets and never what people wrote.

use std::fmt::Debug;

/// Something did not work that should have.
pub(crate) fn error(what: &str, cause: impl Debug) {
    worker::console_error!("{what}: {cause:?}");
}

/// Something worth knowing.
pub(crate) fn info(what: &str) {
    worker::console_log!("{what}");
}
