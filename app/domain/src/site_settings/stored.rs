//! The settings as they are stored: JSON, which an earlier or a later version of the site may have written.

use super::SiteSettings;
use serde_json::{Map, Value};

impl SiteSettings {
    /// As JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads stored settings. What is missing, unknown, or no good value is as in `usual`, and the rest as it is stored: none of
    /// it breaks a site.
    #[must_use]
    pub fn parse(json: &str, usual: &Self) -> Self {
        let stored: Map<String, Value> = serde_json::from_str(json).unwrap_or_default();
        let Ok(Value::Object(base)) = serde_json::to_value(usual) else {
            return usual.clone();
        };
        if let Some(all) = overlaid(&base, stored.clone()) {
            return all;
        }
        // one by one, without those that are wrong
        let keep = |kept: Map<String, Value>, (key, value): (String, Value)| {
            let mut more = kept.clone();
            more.insert(key, value);
            if overlaid(&base, more.clone()).is_some() {
                more
            } else {
                kept
            }
        };
        let good = stored.into_iter().fold(Map::new(), keep);
        overlaid(&base, good).unwrap_or_else(|| usual.clone())
    }
}

/// These settings with these of theirs replaced, if all of them are good.
fn overlaid(base: &Map<String, Value>, stored: Map<String, Value>) -> Option<SiteSettings> {
    let mut all = base.clone();
    all.extend(stored);
    let settings: SiteSettings = serde_json::from_value(Value::Object(all)).ok()?;
    settings.check().is_ok().then_some(settings)
}
