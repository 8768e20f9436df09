//! The configuration that is deployed: `wrangler.toml` with what the account has. Made anew each time, so that nothing has
//! to be remembered, and kept where git does not look.

use super::{names::Names, source::Source};
use crate::{
    digest::Digest,
    fault::{Result, While},
    place::Place,
};
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, fs, path::PathBuf};

/// Stands for an address that is not known yet. `.invalid` is nobody's (RFC 2606).
pub(super) const NO_ORIGIN: &str = "https://unknown.invalid";

/// What the account says.
pub(crate) struct Facts<'a> {
    /// The account's id.
    pub(crate) account: &'a str,
    /// The database's id.
    pub(crate) database: &'a str,
    /// The KV namespace's id.
    pub(crate) namespace: &'a str,
    /// The vars of what is deployed now; none the first time.
    pub(crate) deployed: &'a BTreeMap<String, String>,
    /// Whether the Worker has, or is about to get, the storage key.
    pub(crate) storage: bool,
    /// The short name of what is served under `/pkg`.
    pub(crate) assets_version: &'a str,
    /// The site's address, if it is known.
    pub(crate) origin: Option<&'a str>,
}

/// A configuration for wrangler.
pub(crate) struct Config {
    all: Map<String, Value>,
    vars: Map<String, Value>,
}

impl Config {
    /// Of this site.
    pub(crate) fn of(place: &Place, source: &Source, names: &Names, facts: &Facts<'_>) -> Result<Self> {
        let mut all = source.settled(names);
        let paths = [("main", None), ("assets", Some("directory"))];
        for (key, below) in paths {
            make_absolute(place, all.get_mut(key), below);
        }
        all.insert("name".to_owned(), json!(names.site));
        all.insert("account_id".to_owned(), json!(facts.account));
        resources(place, &mut all, names, facts);
        if names.preview {
            // an account has five, and nobody waits for what a preview sweeps
            all.insert("triggers".to_owned(), json!({ "crons": [] }));
            // what is tried out writes to nobody
            all.remove("send_email");
        }
        let vars = vars(source, names, facts)?;
        serve_at(
            &mut all,
            vars.get("SITE_ORIGIN").and_then(Value::as_str).unwrap_or_default(),
        );
        Ok(Self { all, vars })
    }

    /// One of its vars.
    pub(crate) fn var(&self, name: &str) -> &str {
        self.vars.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// Names this release by all that it is made of; what is deployed carries the name as a var.
    pub(crate) fn release(&mut self, place: &Place) -> Result<String> {
        let mut digest = Digest::default();
        // the same from every checkout
        digest.text(&self.json()?.replace(&*place.at("").to_string_lossy(), "/"));
        for part in ["server/build", "target/site"] {
            digest.path(&place.at(part))?;
        }
        let release = digest.hex();
        self.vars.insert("RELEASE".to_owned(), json!(release));
        Ok(release)
    }

    /// Writes it down for wrangler.
    pub(crate) fn write(&self, place: &Place, names: &Names) -> Result<PathBuf> {
        let path = place.at("target/deploy").join(format!("{}.json", names.site));
        fs::write(&path, self.json()?).while_doing(format_args!("writing {}", path.display()))?;
        Ok(path)
    }

    fn json(&self) -> Result<String> {
        let mut all = self.all.clone();
        all.insert("vars".to_owned(), Value::Object(self.vars.clone()));
        serde_json::to_string_pretty(&all).map_err(|error| error.to_string().into())
    }
}

/// Paths in a configuration are relative to it, and this one lies elsewhere.
fn make_absolute(place: &Place, value: Option<&mut Value>, below: Option<&str>) {
    let value = match below {
        None => value,
        Some(key) => value.and_then(|table| table.get_mut(key)),
    };
    if let Some(value) = value {
        *value = json!(place.at(value.as_str().unwrap_or_default()));
    }
}

fn resources(place: &Place, all: &mut Map<String, Value>, names: &Names, facts: &Facts<'_>) {
    for database in tables(all.get_mut("d1_databases")) {
        rename(database, "database_name", |name| names.of(name));
        database.insert("database_id".to_owned(), json!(facts.database));
        make_absolute(place, database.get_mut("migrations_dir"), None);
    }
    for bucket in tables(all.get_mut("r2_buckets")) {
        rename(bucket, "bucket_name", |name| names.of_bucket(name));
        bucket.remove("local_dev");
    }
    for namespace in tables(all.get_mut("kv_namespaces")) {
        namespace.insert("id".to_owned(), json!(facts.namespace));
    }
    for limit in tables(all.get_mut("ratelimits")) {
        rename(limit, "namespace_id", |id| names.rate_limit(id));
    }
    let kinds = all.get_mut("queues").and_then(Value::as_object_mut);
    for queue in kinds.into_iter().flatten().flat_map(|(_, queues)| tables(Some(queues))) {
        rename(queue, "queue", |name| names.of(name));
        rename(queue, "dead_letter_queue", |name| names.of(name));
    }
}

fn tables(list: Option<&mut Value>) -> impl Iterator<Item = &mut Map<String, Value>> {
    let list = list.and_then(Value::as_array_mut).into_iter().flatten();
    list.filter_map(Value::as_object_mut)
}

fn rename(table: &mut Map<String, Value>, key: &str, new: impl Fn(&str) -> String) {
    if let Some(value) = table.get_mut(key) {
        *value = json!(new(value.as_str().unwrap_or_default()));
    }
}

/// What is written for everywhere, then what is found out, then what is chosen.
fn vars(source: &Source, names: &Names, facts: &Facts<'_>) -> Result<Map<String, Value>> {
    let chosen = source.chosen_vars(names);
    let mut vars = source.common_vars();
    if names.preview {
        vars.retain(|name, _| !name.starts_with("MAIL_"));
    }
    let mut set = |name: &str, value: String| vars.insert(name.to_owned(), json!(value));
    set(
        "SITE_NAME",
        site_name(names, facts, chosen.get("SITE_NAME").and_then(Value::as_str))?,
    );
    set("SITE_ORIGIN", facts.origin.unwrap_or(NO_ORIGIN).to_owned());
    set("IMAGES_URL", NO_ORIGIN.to_owned());
    set("ASSETS_VERSION", facts.assets_version.to_owned());
    set("S3_ENDPOINT", storage_origin(facts.account) + "/");
    for (var, bucket) in [("S3_PRIVATE_BUCKET", "PRIVATE"), ("S3_PUBLIC_BUCKET", "PUBLIC")] {
        set(var, bucket_of(source, names, bucket));
    }
    for name in super::secrets::STORAGE {
        if facts.storage {
            // a secret has the name
            vars.remove(name);
        } else {
            vars.insert(name.to_owned(), json!("none"));
        }
    }
    vars.extend(chosen);
    Ok(vars)
}

/// R2's S3 address: where the image service fetches and stores photos.
pub(crate) fn storage_origin(account: &str) -> String {
    format!("https://{account}.r2.cloudflarestorage.com")
}

fn bucket_of(source: &Source, names: &Names, binding: &str) -> String {
    let pairs = source
        .each("r2_buckets", "binding")
        .into_iter()
        .zip(source.each("r2_buckets", "bucket_name"));
    let found = pairs.into_iter().find(|(name, _)| name == binding);
    found.map(|(_, bucket)| names.of_bucket(&bucket)).unwrap_or_default()
}

/// Part of every password's salt, so it never changes: what is deployed counts before what would be made up today.
fn site_name(names: &Names, facts: &Facts<'_>, chosen: Option<&str>) -> Result<String> {
    match (facts.deployed.get("SITE_NAME"), chosen) {
        (Some(deployed), Some(chosen)) if deployed != chosen => Err(format!(
            "SITE_NAME is {deployed:?} where it is deployed and {chosen:?} in wrangler.toml. It is part of every password's \
             salt: with another one nobody's password is right any more. Put the old one back"
        )
        .into()),
        (Some(name), _) => Ok(name.clone()),
        (None, Some(chosen)) => Ok(chosen.to_owned()),
        (None, None) => Ok(format!("{}.{}", names.site, facts.account)),
    }
}

/// A site with a domain of its own is served there alone: forms are accepted from one origin.
fn serve_at(all: &mut Map<String, Value>, origin: &str) {
    let host = origin.trim_start_matches("https://").trim_end_matches('/');
    if !host.ends_with(".workers.dev") && origin != NO_ORIGIN {
        all.insert("workers_dev".to_owned(), json!(false));
        all.insert("routes".to_owned(), json!([{ "pattern": host, "custom_domain": true }]));
    }
}
