//! The files that deploy the service say what the service needs.

use images::{config::help, limits::STOP_TIMEOUT};

const UNIT: &str = include_str!("../deploy/images.service");
const TUNNEL: &str = include_str!("../deploy/cloudflared.yml");
const SETTINGS: &str = include_str!("../deploy/images.env");

/// The lines of a file that are neither empty nor a comment.
fn lines(file: &str) -> impl Iterator<Item = &str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[test]
fn the_tunnel_leads_to_two_paths_and_nowhere_else() {
    let (_, rules) = TUNNEL.split_once("\ningress:\n").unwrap();
    let values = |key: &str| -> Vec<&str> {
        let named = |line: &'static str| line.trim_start_matches(['-', ' ']).strip_prefix(key);
        rules.lines().filter_map(named).map(str::trim).collect()
    };
    assert_eq!(values("path:"), ["^/v1/process$", "^/healthz$"]);
    let service = "http://127.0.0.1:8790";
    assert_eq!(values("service:"), [service, service, "http_status:404"]);
    assert!(rules.trim_end().ends_with("- service: http_status:404"));
    assert_eq!(values("hostname:").len(), 2);
}

#[test]
fn the_unit_gives_the_service_time_to_finish() {
    let value = |name: &str| {
        lines(UNIT)
            .find_map(|line| line.strip_prefix(name)?.strip_prefix('='))
            .unwrap()
    };
    assert!(value("TimeoutStopSec").parse::<u64>().unwrap() > STOP_TIMEOUT.as_secs());
    assert_eq!(value("KillMode"), "mixed");
    // the processes that work on photos lock themselves in
    let allowed: Vec<&str> = lines(UNIT)
        .filter_map(|line| line.strip_prefix("SystemCallFilter="))
        .collect();
    let last = allowed.last().unwrap();
    for call in [
        "landlock_create_ruleset",
        "landlock_add_rule",
        "landlock_restrict_self",
        "seccomp",
    ] {
        assert!(last.split(' ').any(|allowed| allowed == call), "{call}");
    }
    assert_eq!(value("OOMPolicy"), "continue");
}

#[test]
fn every_setting_is_known() {
    let known = help();
    let mut count = 0;
    for line in SETTINGS.lines() {
        let Some((name, _)) = line.trim_start_matches('#').split_once('=') else {
            continue;
        };
        assert!(known.contains(&format!("\n  {name} ")), "{name}");
        count += 1;
    }
    assert_eq!(count, 7);
}
