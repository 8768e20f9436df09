//! The local database's migrations. Asking wrangler takes seconds, so it is asked only when the files have changed.

use super::{Options, wrangler};
use crate::{
    command::{run_logged, step},
    digest::Digest,
    fault::{Result, While},
    place::Place,
};
use std::{fs, path::PathBuf};

/// The files as they are, and where it is noted which have been applied.
pub(crate) struct Migrations {
    digest: String,
    note: PathBuf,
}

impl Migrations {
    /// Of this checkout, for the database of these options. The note lies beside the database, and goes with it.
    pub(crate) fn of(place: &Place, options: &Options) -> Result<Self> {
        Ok(Self {
            digest: digest(place)?,
            note: options.state.join("v3/d1/applied-migrations"),
        })
    }

    /// Applies what is missing.
    pub(crate) fn apply(&self, place: &Place, options: &Options) -> Result<()> {
        if fs::read_to_string(&self.note).is_ok_and(|noted| noted == self.digest) {
            return Ok(());
        }
        step("apply migrations to the local database", || {
            let arguments = ["d1", "migrations", "apply", "heliograph"];
            let log = options.logs().join("migrations.log");
            run_logged(&mut wrangler(place, options, &arguments), &log)?;
            Ok(((), "done"))
        })?;
        fs::write(&self.note, &self.digest).while_doing(format_args!("writing {}", self.note.display()))
    }
}

/// The hash of all migrations.
pub(crate) fn digest(place: &Place) -> Result<String> {
    let mut digest = Digest::default();
    digest.path(&place.at("migrations"))?;
    Ok(digest.hex())
}
