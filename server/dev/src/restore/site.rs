//! The site that is restored: the one on this machine, or the deployed one.

use crate::{
    command::output_of,
    deploy::Data,
    fault::Result,
    place::Place,
    serve::{Options, prepare, wrangler},
};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The bucket of backups, as `wrangler.toml` calls it.
const BUCKET: &str = "heliograph-private";

/// A site's database and private bucket.
pub(super) enum Site<'a> {
    /// On this machine.
    Local(&'a Place, Options),
    /// On the account.
    Deployed(Box<Data<'a>>),
}

impl<'a> Site<'a> {
    /// Finds it; a local database is migrated, which `make deploy` does for the deployed one.
    pub(super) fn find(place: &'a Place, deployed: bool, state: Option<PathBuf>) -> Result<Self> {
        if deployed {
            return Ok(Self::Deployed(Box::new(Data::find(place)?)));
        }
        let options = Options::of_state(state)?;
        prepare(place, &options)?;
        Ok(Self::Local(place, options))
    }

    /// Fetches an object of the private bucket into a file.
    pub(super) fn fetch(&self, name: &str, file: &Path) -> Result<()> {
        match self {
            Self::Local(place, options) => {
                let object = format!("{BUCKET}/{name}");
                let file = file.to_string_lossy();
                let call = ["r2", "object", "get", &object, "--file", &file];
                output_of(&mut wrangler(place, options, &call)).map(|_| ())
            }
            Self::Deployed(data) => data.fetch(BUCKET, name, file),
        }
    }

    /// What wrangler prints of a query's rows, as JSON.
    pub(super) fn query(&self, sql: &str) -> Result<Value> {
        match self {
            Self::Local(place, options) => {
                let call = ["d1", "execute", "heliograph", "--yes", "--json", "--command", sql];
                let printed = output_of(&mut wrangler(place, options, &call))?;
                serde_json::from_str(&printed).map_err(|error| format!("wrangler printed no JSON ({error})").into())
            }
            Self::Deployed(data) => data.query(sql),
        }
    }

    /// Runs the SQL in a file.
    pub(super) fn execute_file(&self, file: &Path) -> Result<()> {
        match self {
            Self::Local(place, options) => {
                let file = file.to_string_lossy();
                let call = ["d1", "execute", "heliograph", "--yes", "--file", &file];
                output_of(&mut wrangler(place, options, &call)).map(|_| ())
            }
            Self::Deployed(data) => data.execute_file(file),
        }
    }
}
