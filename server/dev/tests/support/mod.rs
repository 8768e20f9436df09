//! A checkout of nothing but what deploying reads, an account made of files, and stand-ins of the programs that are called.
#![expect(unreachable_pub, reason = "a module of test programs")]
#![allow(
    dead_code,
    clippy::allow_attributes,
    reason = "each test file uses a part of it, and one all of it"
)]
#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
};

static NEXT: AtomicUsize = AtomicUsize::new(0);

/// One checkout and one account; removed when dropped.
pub struct Bench {
    folder: PathBuf,
    /// For every program that is started.
    pub environment: BTreeMap<String, String>,
}

/// How a command ended.
pub struct Ended {
    pub well: bool,
    /// Both outputs.
    pub said: String,
}

impl Bench {
    pub fn new() -> Self {
        let bench = Self::empty();
        let configuration = fs::read_to_string(repository().join("wrangler.toml")).unwrap();
        bench.write("wrangler.toml", &configuration);
        bench.write("Cargo.lock", "");
        bench.write("migrations/0001_first.sql", "create table first (id text) strict;");
        bench.write("migrations/0002_second.sql", "create table second (id text) strict;");
        bench.write("server/build/index.js", "export default {}");
        bench.write("target/site/pkg/0123456789/app.css", "a{}");
        let stand_ins = text(&repository().join("server/dev/tests/stand_ins"));
        let path = format!("{stand_ins}:{}", std::env::var("PATH").unwrap());
        bench.write("server/dev/setup/setup.sh", &format!("echo \"export PATH='{path}'\"\n"));
        bench
    }

    /// Another checkout and account that are as these are now.
    pub fn copy(&self) -> Self {
        let copy = Self::empty();
        let copied = Command::new("cp")
            .arg("-r")
            .arg(self.at("."))
            .arg(&copy.folder)
            .status();
        assert!(copied.unwrap().success());
        copy
    }

    fn empty() -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("heliograph-deploy-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(folder.join("account")).unwrap();
        Self {
            environment: BTreeMap::from([("STAND_IN".to_owned(), text(&folder.join("account")))]),
            folder,
        }
    }

    pub fn at(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    pub fn write(&self, path: &str, content: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// What a file holds; nothing if there is none.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap_or_default()
    }

    /// Changes a line of a file.
    pub fn replace(&self, path: &str, from: &str, to: &str) {
        let before = self.read(path);
        assert!(before.contains(from), "{path} does not contain {from:?}");
        self.write(path, &before.replace(from, to));
    }

    pub fn run(&self, arguments: &[&str]) -> Ended {
        self.run_with(arguments, &[])
    }

    /// Runs `dev` with these variables besides the usual ones.
    pub fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ended {
        let output = Command::new(env!("CARGO_BIN_EXE_dev"))
            .args(arguments)
            .current_dir(&self.folder)
            .env_remove("CLOUDFLARE_ACCOUNT_ID")
            .env_remove("S3_ACCESS_KEY_ID")
            .env_remove("S3_SECRET_ACCESS_KEY")
            .env_remove("ACCESS_CLIENT_ID")
            .env_remove("ACCESS_CLIENT_SECRET")
            .env_remove("MAIL_KEY")
            .envs(&self.environment)
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        Ended {
            well: output.status.success(),
            said,
        }
    }

    /// Runs `dev`, which must succeed.
    pub fn run_well(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert!(ended.well, "{arguments:?} failed:\n{}", ended.said);
        ended.said
    }

    /// The calls of wrangler since this was last asked, without the checkout's path.
    pub fn calls(&self) -> Vec<String> {
        let calls = self.read("account/calls").replace(&*self.folder.to_string_lossy(), "");
        let _ = fs::remove_file(self.at("account/calls"));
        let _ = fs::remove_file(self.at("account/count"));
        calls.lines().map(str::to_owned).collect()
    }

    /// What the account has: every file but those that only count.
    pub fn account(&self) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        collect(&self.at("account"), &self.at("account"), &mut found);
        found.retain(|name, _| !["calls", "count", "sequence"].contains(&name.as_str()));
        found
    }

    /// The version of the site that is live.
    pub fn live(&self) -> String {
        let deployments = self.read("account/workers/heliograph/deployments");
        let last = deployments.lines().last().unwrap();
        last.split(' ').nth(1).unwrap().to_owned()
    }

    /// The configuration that was made for a site whose name begins so.
    pub fn account_config(&self, site: &str) -> String {
        let made = fs::read_dir(self.at("target/deploy"))
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let mut of_site = made.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(site));
        fs::read_to_string(of_site.next().unwrap()).unwrap()
    }

    /// The values of all secrets that were ever set.
    pub fn secret_values(&self) -> Vec<String> {
        let values = self.read("account/values");
        let pairs = values.split(['{', '}', ',']).filter_map(|pair| pair.split_once(':'));
        pairs
            .map(|(_, value)| value.trim().trim_matches('"').to_owned())
            .collect()
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn collect(base: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(base, &path, found);
        } else {
            found.insert(
                text(path.strip_prefix(base).unwrap()),
                fs::read_to_string(&path).unwrap(),
            );
        }
    }
}
