//! `wrangler.toml`, read: what is the same everywhere, and what is chosen for where it is deployed.

use super::names::Names;
use crate::{
    fault::{Result, While},
    place::Place,
};
use serde_json::{Map, Value};
use std::fs;

/// The configuration as it is written.
pub(crate) struct Source {
    top: Map<String, Value>,
    production: Map<String, Value>,
    preview: Map<String, Value>,
}

impl Source {
    /// Of this checkout.
    pub(crate) fn read(place: &Place) -> Result<Self> {
        let text = fs::read_to_string(place.at("wrangler.toml")).while_doing("reading wrangler.toml")?;
        Self::parse(&text)
    }

    pub(super) fn parse(text: &str) -> Result<Self> {
        let read: std::result::Result<Map<String, Value>, _> = toml::from_str(text);
        let mut top = read.map_err(|error| format!("wrangler.toml cannot be read: {error}"))?;
        let mut environments = table(top.remove("env"));
        Ok(Self {
            top,
            production: table(environments.remove("production")),
            preview: table(environments.remove("preview")),
        })
    }

    /// The account's id, if it is written there.
    pub(crate) fn account(&self) -> Option<String> {
        self.text("account_id")
    }

    /// The names of the deployed site, or of the preview of a branch.
    pub(crate) fn names(&self, branch: Option<&str>) -> Result<Names> {
        let local = self.top.get("name").and_then(Value::as_str).unwrap_or_default();
        let site = self.text("name").unwrap_or_default();
        let production = Names::production(local, &site)?;
        branch.map_or(Ok(production.clone()), |branch| production.preview(branch))
    }

    /// Everything, with what is chosen for this site in place of the rest; without its vars.
    pub(super) fn settled(&self, names: &Names) -> Map<String, Value> {
        let mut all = self.top.clone();
        let chosen = self.chosen(names).iter().filter(|(key, _)| *key != "vars");
        all.extend(chosen.map(|(key, value)| (key.clone(), value.clone())));
        all.remove("vars");
        all
    }

    /// The vars that are the same everywhere.
    pub(super) fn common_vars(&self) -> Map<String, Value> {
        table(self.top.get("vars").cloned())
    }

    /// The vars that are chosen for this site.
    pub(super) fn chosen_vars(&self, names: &Names) -> Map<String, Value> {
        table(self.chosen(names).get("vars").cloned())
    }

    /// One of the vars, chosen for this site or the same everywhere.
    pub(super) fn var(&self, names: &Names, name: &str) -> Option<String> {
        let common = || self.common_vars().get(name)?.as_str().map(str::to_owned);
        self.chosen_var(names, name)
            .or_else(common)
            .filter(|value| !value.is_empty())
    }

    /// One of those that are chosen for this site.
    pub(crate) fn chosen_var(&self, names: &Names, name: &str) -> Option<String> {
        let vars = self.chosen(names).get("vars")?;
        vars.get(name).and_then(Value::as_str).map(str::to_owned)
    }

    /// The values of a key in every table of a list, such as `bucket_name` in `r2_buckets`.
    pub(crate) fn each(&self, list: &str, key: &str) -> Vec<String> {
        let tables = self.top.get(list).and_then(Value::as_array).into_iter().flatten();
        let values = tables.filter_map(|table| table.get(key).and_then(Value::as_str));
        values.map(str::to_owned).collect()
    }

    /// Every queue that somebody writes to or reads from.
    pub(crate) fn queues(&self) -> Vec<String> {
        let kinds = self.top.get("queues").and_then(Value::as_object).into_iter().flatten();
        let tables = kinds.flat_map(|(_, tables)| tables.as_array().into_iter().flatten());
        let mut names: Vec<String> = tables
            .filter_map(|table| table.get("queue").and_then(Value::as_str).map(str::to_owned))
            .collect();
        names.sort();
        names.dedup();
        names
    }

    fn text(&self, key: &str) -> Option<String> {
        let value = self.production.get(key).or_else(|| self.top.get(key))?;
        value.as_str().map(str::to_owned)
    }

    fn chosen(&self, names: &Names) -> &Map<String, Value> {
        if names.preview { &self.preview } else { &self.production }
    }
}

/// An object; an empty one in place of anything else.
fn table(value: Option<Value>) -> Map<String, Value> {
    match value {
        Some(Value::Object(table)) => table,
        _ => Map::new(),
    }
}
