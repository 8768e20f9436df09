//! What the account has already. Nothing here changes anything.

use super::{names::Names, source::Source, wrangler::Wrangler};
use crate::fault::Result;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Cloudflare's code for a Worker that is not there.
const NO_SUCH_WORKER: i64 = 10007;
/// Cloudflare's code for a bucket that is not there.
const NO_SUCH_BUCKET: i64 = 10006;

/// Something that the site needs, by its name on the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Resource {
    Database(String),
    Namespace(String),
    Bucket(String),
    Queue(String),
}

impl Resource {
    /// All that this site needs.
    pub(crate) fn all(source: &Source, names: &Names) -> Vec<Self> {
        let databases = source.each("d1_databases", "database_name").into_iter();
        let buckets = source.each("r2_buckets", "bucket_name").into_iter();
        let queues = source.queues().into_iter();
        databases
            .map(|name| Self::Database(names.of(&name)))
            .chain([Self::Namespace(names.namespace())])
            .chain(buckets.map(|name| Self::Bucket(names.of_bucket(&name))))
            .chain(queues.map(|name| Self::Queue(names.of(&name))))
            .collect()
    }

    /// For people.
    pub(crate) fn title(&self) -> String {
        match self {
            Self::Database(name) => format!("D1 database {name}"),
            Self::Namespace(name) => format!("KV namespace {name}"),
            Self::Bucket(name) => format!("R2 bucket {name}"),
            Self::Queue(name) => format!("queue {name}"),
        }
    }

    /// Whether the account has it.
    pub(crate) fn is_there(&self, wrangler: &Wrangler<'_>) -> Result<bool> {
        match self {
            Self::Database(name) => Ok(database(wrangler, name)?.is_some()),
            Self::Namespace(name) => Ok(namespace(wrangler, name)?.is_some()),
            Self::Bucket(name) => {
                let answer = wrangler.attempt(&["r2", "bucket", "info", name, "--json"], None)?;
                Ok(!answer.failed_with(NO_SUCH_BUCKET) && answer.good().map(|_| true)?)
            }
            Self::Queue(name) => {
                let answer = wrangler.attempt(&["queues", "info", name], None)?;
                // found out by wrangler itself, so there is no code
                Ok(!answer.failed_saying("does not exist") && answer.good().map(|_| true)?)
            }
        }
    }

    /// Makes it.
    pub(crate) fn create(&self, wrangler: &Wrangler<'_>) -> Result<()> {
        let call = match self {
            Self::Database(name) => vec!["d1", "create", name],
            Self::Namespace(name) => vec!["kv", "namespace", "create", name],
            Self::Bucket(name) => vec!["r2", "bucket", "create", name],
            Self::Queue(name) => vec!["queues", "create", name],
        };
        wrangler.run(&call).map(|_| ())
    }
}

#[derive(Deserialize)]
struct Database {
    uuid: String,
    name: String,
}

/// The id of the database of this name.
pub(crate) fn database(wrangler: &Wrangler<'_>, name: &str) -> Result<Option<String>> {
    let all: Vec<Database> = wrangler.json(&["d1", "list", "--json"])?;
    Ok(all.into_iter().find(|one| one.name == name).map(|one| one.uuid))
}

#[derive(Deserialize)]
struct Namespace {
    id: String,
    title: String,
}

/// The id of the KV namespace of this title.
pub(crate) fn namespace(wrangler: &Wrangler<'_>, title: &str) -> Result<Option<String>> {
    let all: Vec<Namespace> = wrangler.json(&["kv", "namespace", "list"])?;
    Ok(all.into_iter().find(|one| one.title == title).map(|one| one.id))
}

/// What is deployed now.
#[derive(Debug, Default)]
pub(crate) struct Live {
    /// Its vars.
    pub(crate) vars: BTreeMap<String, String>,
    /// The names of the secrets that are set.
    pub(crate) secrets: Vec<String>,
}

/// What is deployed under this name; none if nothing is.
pub(crate) fn live(wrangler: &Wrangler<'_>, worker: &str) -> Result<Option<Live>> {
    let answer = wrangler.attempt(&["deployments", "status", "--json", "--name", worker], None)?;
    if answer.failed_with(NO_SUCH_WORKER) {
        return Ok(None);
    }
    let deployment: Deployment = answer.good()?.json()?;
    let version = deployment.version().ok_or("what is deployed has no version")?;
    let vars = version_of(wrangler, worker, version)?.vars();
    let secrets: Vec<Named> = wrangler.json(&["secret", "list", "--name", worker])?;
    Ok(Some(Live {
        vars,
        secrets: secrets.into_iter().map(|secret| secret.name).collect(),
    }))
}

/// One deployment, as wrangler lists them.
#[derive(Deserialize)]
pub(crate) struct Deployment {
    /// When, in a form that sorts as text.
    pub(crate) created_on: String,
    #[serde(default)]
    annotations: BTreeMap<String, String>,
    versions: Vec<Share>,
}

#[derive(Deserialize)]
struct Share {
    version_id: String,
}

impl Deployment {
    /// The version that it made live; the first of several.
    pub(crate) fn version(&self) -> Option<&str> {
        self.versions.first().map(|share| share.version_id.as_str())
    }

    /// Whether it came about because a secret was set.
    pub(crate) fn by_secret(&self) -> bool {
        self.annotations
            .get("workers/triggered_by")
            .is_some_and(|by| by == "secret")
    }
}

/// One version, as wrangler shows it.
#[derive(Deserialize)]
pub(crate) struct Version {
    /// When it was made.
    pub(crate) metadata: Made,
    resources: Resources,
}

#[derive(Deserialize)]
pub(crate) struct Made {
    /// In a form that sorts as text.
    pub(crate) created_on: String,
}

#[derive(Deserialize)]
struct Resources {
    bindings: Vec<Binding>,
}

#[derive(Deserialize)]
struct Binding {
    name: String,
    text: Option<String>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

impl Version {
    /// Its vars.
    pub(crate) fn vars(self) -> BTreeMap<String, String> {
        let bindings = self.resources.bindings.into_iter();
        bindings
            .filter_map(|binding| Some((binding.name, binding.text?)))
            .collect()
    }
}

/// A version by its id.
pub(crate) fn version_of(wrangler: &Wrangler<'_>, worker: &str, version: &str) -> Result<Version> {
    wrangler.json(&["versions", "view", version, "--json", "--name", worker])
}
