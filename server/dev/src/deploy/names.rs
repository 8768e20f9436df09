//! What everything is called on the account. In `wrangler.toml` every name begins with the Worker's; that beginning is
//! exchanged, and the rest stays.

use crate::{digest::Digest, fault::Result};

/// Queues' names, which are the shortest, may have 63 characters, and one has `-jobs-dead` at its end.
const LONGEST: usize = 53;

/// Digits of a hash that tell branches apart whose names look alike.
const HASH_DIGITS: usize = 6;

/// The names of one site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Names {
    /// What names begin with in `wrangler.toml`.
    local: String,
    /// The Worker's name, with which the names of what only this site uses begin.
    pub(crate) site: String,
    /// With what the buckets' names begin.
    buckets: String,
    /// Whether it is the preview of a branch.
    pub(crate) preview: bool,
}

impl Names {
    /// Of the deployed site.
    pub(crate) fn production(local: &str, site: &str) -> Result<Self> {
        if site.is_empty() || site.len() > LONGEST || site != slug(site) {
            return Err(format!(
                "{site:?} cannot be the Worker's name: small letters, digits and single hyphens, {LONGEST} at most"
            )
            .into());
        }
        Ok(Self {
            local: local.to_owned(),
            site: site.to_owned(),
            buckets: site.to_owned(),
            preview: false,
        })
    }

    /// Of a branch's preview. Previews share their buckets: files' names are random, and a bucket can be removed only when
    /// it is empty.
    pub(crate) fn preview(&self, branch: &str) -> Result<Self> {
        let buckets = format!("{}-preview", self.site);
        let mut slug = slug(branch);
        let room = LONGEST.saturating_sub(buckets.len() + 1);
        if slug.is_empty() || room < HASH_DIGITS * 2 {
            return Err(format!("there is no name for a preview of {branch:?} beside {:?}", self.site).into());
        }
        if slug != branch || slug.len() > room {
            slug.truncate(room - HASH_DIGITS - 1);
            let hash: String = hash(branch).chars().take(HASH_DIGITS).collect();
            slug = format!("{}-{hash}", slug.trim_end_matches('-'));
        }
        Ok(Self {
            local: self.local.clone(),
            site: format!("{buckets}-{slug}"),
            buckets,
            preview: true,
        })
    }

    /// What a Worker, database, queue of `wrangler.toml` is called on the account.
    pub(crate) fn of(&self, local: &str) -> String {
        self.exchange(local, &self.site)
    }

    /// What a bucket of `wrangler.toml` is called on the account.
    pub(crate) fn of_bucket(&self, local: &str) -> String {
        self.exchange(local, &self.buckets)
    }

    /// The KV namespace's title.
    pub(crate) fn namespace(&self) -> String {
        format!("{}-kv", self.site)
    }

    /// The id of a rate limit. Workers of an account that name the same id count together, so each preview has its own.
    pub(crate) fn rate_limit(&self, local: &str) -> String {
        if !self.preview {
            return local.to_owned();
        }
        let number = u32::from_str_radix(hash(&self.site).get(..6).unwrap_or_default(), 16).unwrap_or_default();
        format!("{}{local}", 10_000 + number % 90_000)
    }

    fn exchange(&self, local: &str, beginning: &str) -> String {
        match local.strip_prefix(&self.local) {
            Some(rest) => format!("{beginning}{rest}"),
            None => format!("{beginning}-{local}"),
        }
    }
}

/// Small letters, digits and single hyphens.
fn slug(text: &str) -> String {
    let kept = text.chars().map(|c| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '-'
        }
    });
    let kept: String = kept.collect();
    let words: Vec<&str> = kept.split('-').filter(|word| !word.is_empty()).collect();
    words.join("-")
}

fn hash(text: &str) -> String {
    let mut digest = Digest::default();
    digest.text(text);
    digest.hex()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn production() -> Names {
        Names::production("heliograph", "photos").unwrap()
    }

    #[test]
    fn the_beginning_of_names_is_exchanged() {
        let names = production();
        assert_eq!(names.of("heliograph"), "photos");
        assert_eq!(names.of("heliograph-jobs-dead"), "photos-jobs-dead");
        assert_eq!(names.of_bucket("heliograph-private"), "photos-private");
        assert_eq!(names.rate_limit("1001"), "1001");
        assert!(Names::production("heliograph", "My Photos").is_err());
    }

    #[test]
    fn previews_share_only_their_buckets() {
        let (one, other) = (
            production().preview("one").unwrap(),
            production().preview("other").unwrap(),
        );
        assert_eq!(one.of("heliograph-jobs"), "photos-preview-one-jobs");
        assert_eq!(one.of_bucket("heliograph-private"), "photos-preview-private");
        assert_eq!(
            one.of_bucket("heliograph-private"),
            other.of_bucket("heliograph-private")
        );
        assert_ne!(one.rate_limit("1001"), other.rate_limit("1001"));
        assert!(one.rate_limit("1001").parse::<u32>().is_ok());
    }

    #[test]
    fn branches_whose_names_look_alike_are_told_apart() {
        let names: Vec<String> = ["fix/login", "fix-login", "Fix/Login", &"long".repeat(40), "ü-1"]
            .iter()
            .map(|branch| production().preview(branch).unwrap().site)
            .collect();
        for name in &names {
            assert!(name.len() <= LONGEST && *name == slug(name), "{name}");
            assert_eq!(names.iter().filter(|other| *other == name).count(), 1, "{name}");
        }
        assert!(production().preview("…").is_err());
    }
}
