//! What a browser calls itself (`User-Agent`), as people would call it: `Firefox on Android`.
//!
//! The header is a long history of pretending to be somebody else; the first name of these lists that is in it is the best guess
//! (MDN, "Browser detection using the user agent"). It decides nothing, and helps somebody to know their own devices again.

use crate::catalogue::{self, fill};

/// What is looked for, and what it is called. Those that also name others come first.
const BROWSERS: [(&str, &str); 9] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// What a device is called, in the visitor's language; its own words where nothing in them is known.
pub(crate) fn name(user_agent: &str) -> String {
    let words = &catalogue::here().account_settings;
    match (known(&BROWSERS, user_agent), known(&SYSTEMS, user_agent)) {
        (Some(browser), Some(system)) => fill(words.browser_on, &[("browser", browser), ("system", system)]),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) if user_agent.trim().is_empty() => words.unknown_device.to_owned(),
        (None, None) => user_agent.chars().take(60).collect(),
    }
}

fn known(names: &[(&str, &'static str)], user_agent: &str) -> Option<&'static str> {
    let found = names.iter().find(|(mark, _)| user_agent.contains(mark));
    found.map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_called_what_people_call_them() {
        for (user_agent, called) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36",
                "Chrome on Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36 Edg/129.0.0.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
                "Safari on iPhone",
            ),
            (
                "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0",
                "Firefox on Android",
            ),
            ("curl/8.9.1", "curl"),
            ("Something <b>else</b>", "Something <b>else</b>"),
            (" ", "A device that says nothing of itself"),
        ] {
            assert_eq!(name(user_agent), called);
        }
    }
}
