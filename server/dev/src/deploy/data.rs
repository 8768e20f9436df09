//! What the deployed site has stored: its database and its buckets, by way of wrangler.

use super::{Live, Site, options::Options};
use crate::{fault::Result, place::Place};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The data of a site that is deployed.
pub(crate) struct Data<'a> {
    site: Site<'a>,
    config: PathBuf,
}

impl<'a> Data<'a> {
    /// Finds the database, and nothing else.
    pub(crate) fn find(place: &'a Place) -> Result<Self> {
        let site = Site::find(place, &Options::read(Vec::new())?)?;
        let ids = site.ids()?;
        if ids[0].is_none() {
            return Err("nothing is deployed on this account: `make deploy` first".into());
        }
        let config = site.config(&ids, &Live::default(), false, None)?;
        let config = config.write(place, &site.names)?;
        Ok(Self { site, config })
    }

    /// Runs SQL.
    pub(crate) fn execute(&self, sql: &str) -> Result<()> {
        self.database(&["--command", sql]).map(|_| ())
    }

    /// Runs the SQL in a file.
    pub(crate) fn execute_file(&self, file: &Path) -> Result<()> {
        self.database(&["--file", &file.to_string_lossy()]).map(|_| ())
    }

    /// What wrangler prints of a query's rows, as JSON.
    pub(crate) fn query(&self, sql: &str) -> Result<Value> {
        let config = self.config.to_string_lossy();
        self.site.wrangler.json(&[
            "d1",
            "execute",
            "DB",
            "--remote",
            "--yes",
            "--config",
            &config,
            "--json",
            "--command",
            sql,
        ])
    }

    /// Fetches an object of a bucket, called as in `wrangler.toml`, into a file.
    pub(crate) fn fetch(&self, bucket: &str, name: &str, file: &Path) -> Result<()> {
        let object = format!("{}/{name}", self.site.names.of_bucket(bucket));
        let file = file.to_string_lossy();
        let call = ["r2", "object", "get", &object, "--remote", "--file", &file];
        self.site.wrangler.run(&call).map(|_| ())
    }

    fn database(&self, what: &[&str]) -> Result<super::wrangler::Answer> {
        let config = self.config.to_string_lossy();
        let mut call = vec!["d1", "execute", "DB", "--remote", "--yes", "--config", &config];
        call.extend(what);
        self.site.wrangler.run(&call)
    }
}
