//! What is to be deployed, from the command line.

use crate::{fault::Result, flags::Flags};

/// The options of `deploy`, `remove-preview` and `rollback`.
pub(crate) struct Options {
    /// The branch whose preview is meant; the deployed site if none.
    pub(crate) branch: Option<String>,
    /// Only say what would be done.
    pub(crate) dry_run: bool,
    /// Deploy the last build as it is.
    pub(crate) built: bool,
    /// Go back although secrets have changed since.
    pub(crate) anyway: bool,
}

impl Options {
    /// Reads them.
    pub(crate) fn read(arguments: Vec<String>) -> Result<Self> {
        let mut flags = Flags::new(arguments);
        let options = Self {
            branch: flags.values("--preview")?.pop(),
            dry_run: flags.flag("--dry-run"),
            built: flags.flag("--built"),
            anyway: flags.flag("--anyway"),
        };
        flags.end()?;
        Ok(options)
    }
}
