//! Who says of themselves that they are no person.

/// What machines call themselves, in small letters. Most follow the custom of saying what they are and where that is explained:
/// `Googlebot`, `AhrefsBot`, `Baiduspider`, `bingbot`, `facebookexternalhit`, `Slackbot-LinkExpanding`.
const MARKERS: [&str; 16] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "facebookexternalhit",
    "embedly",
    "preview",
    "lighthouse",
    "monitor",
    "curl/",
    "wget/",
    "python-",
    "go-http-client",
    "java/",
    "axios/",
    "node",
];

/// Whether whoever calls itself so is no person, or does not say what it is. One that pretends to be a browser is taken for one:
/// what comes of it is a count, and no more.
#[must_use]
pub fn is_machine(user_agent: &str) -> bool {
    let name = user_agent.to_ascii_lowercase();
    name.trim().is_empty() || MARKERS.iter().any(|marker| name.contains(marker))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_say_so_and_browsers_are_people() {
        for machine in [
            "",
            " ",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 (compatible; Baiduspider/2.0)",
            "facebookexternalhit/1.1",
            "curl/8.5.0",
            "python-requests/2.32",
            "node",
        ] {
            assert!(is_machine(machine), "{machine}");
        }
        for person in [
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 \
             Mobile/15E148 Safari/604.1",
        ] {
            assert!(!is_machine(person), "{person}");
        }
    }
}
