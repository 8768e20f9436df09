//! Going back, and previews, against the stand-in of wrangler.

mod support;

use support::Bench;

const DEPLOY: [&str; 2] = ["deploy", "--built"];

fn release(bench: &Bench, what: &str) {
    bench.write("server/build/index.js", what);
    bench.run_well(&DEPLOY);
}

#[test]
fn going_back_goes_to_the_release_before_and_never_forward() {
    let bench = Bench::new();
    let mut versions = Vec::new();
    for what in ["one", "two", "three"] {
        release(&bench, what);
        versions.push(bench.live());
    }
    let said = bench.run_well(&["rollback", "--dry-run"]);
    assert!(said.contains(&versions[1]) && bench.live() == versions[2], "{said}");
    for wanted in [&versions[1], &versions[0]] {
        let said = bench.run_well(&["rollback"]);
        assert!(said.contains("ready: https://heliograph.example.workers.dev"), "{said}");
        assert_eq!(bench.live(), *wanted);
    }
    let ended = bench.run(&["rollback"]);
    assert!(!ended.well && ended.said.contains("git checkout"), "{}", ended.said);
    // and what was left can be deployed again
    release(&bench, "three");
    assert!(!versions.contains(&bench.live()));
}

#[test]
fn going_back_behind_a_new_secret_has_to_be_asked_for() {
    let bench = Bench::new();
    release(&bench, "one");
    let first = bench.live();
    release(&bench, "two");
    bench.write("secret.json", "{\"NEW\":\"x\"}");
    let stand_in = support::repository().join("server/dev/tests/stand_ins/wrangler");
    let set = std::process::Command::new(stand_in)
        .args(["secret", "bulk", "--name", "heliograph"])
        .envs(&bench.environment)
        .stdin(std::fs::File::open(bench.at("secret.json")).unwrap())
        .status();
    assert!(set.unwrap().success());
    let before = bench.account();
    let refused = bench.run(&["rollback"]);
    assert!(
        !refused.well && refused.said.contains("secrets were set"),
        "{}",
        refused.said
    );
    assert_eq!(bench.account(), before);
    bench.run_well(&["rollback", "--anyway"]);
    assert_eq!(bench.live(), first);
}

#[test]
fn a_preview_shares_nothing_with_the_deployed_site() {
    let bench = Bench::new();
    bench.run_well(&DEPLOY);
    bench.replace("wrangler.toml", "#IMAGES_URL = ", "IMAGES_URL = ");
    let before = bench.account();
    let said = bench.run_well(&["deploy", "--built", "--preview", "fix/login"]);
    let site = "heliograph-preview-fix-login-";
    assert!(said.contains(&format!("ready: https://{site}")), "{said}");
    let after = bench.account();
    assert!(
        before
            .iter()
            .filter(|(name, _)| *name != "values")
            .all(|pair| after.get(pair.0) == Some(pair.1))
    );

    let config = bench.account_config(site);
    for (name, id) in before
        .iter()
        .filter(|(name, _)| name.starts_with("d1/") || name.starts_with("kv/"))
    {
        assert!(!config.contains(id.as_str()), "the preview has production's {name}");
    }
    for production in [
        "\"heliograph\"",
        "heliograph-private",
        "heliograph-public",
        "\"heliograph-jobs",
        "\"1001\"",
        "images.example",
    ] {
        assert!(
            !config.contains(production),
            "the preview has production's {production}"
        );
    }
    assert!(config.contains("\"crons\": []") && config.contains("heliograph-preview-private"));
    assert_eq!(
        bench.read("account/r2/heliograph-preview-public"),
        "previews-expire 14\n"
    );
    let values = bench.secret_values();
    assert_eq!(values.len(), 6);
    assert!(
        values
            .iter()
            .all(|value| values.iter().filter(|other| *other == value).count() == 1)
    );
}

/// Interrupted at every call, the next run completes it: files of previews expire in any case.
#[test]
fn making_a_preview_can_be_interrupted_at_every_call() {
    let preview = ["deploy", "--built", "--preview", "a"];
    let whole = Bench::new();
    whole.run_well(&preview);
    for call in 1..=whole.calls().len() {
        let bench = Bench::new();
        let failed = bench.run_with(&preview, &[("FAIL_AT", &call.to_string()), ("FAIL_WHEN", "after")]);
        assert!(!failed.well, "{}", failed.said);
        bench.run_well(&preview);
        for bucket in ["private", "public"] {
            let rule = bench.read(&format!("account/r2/heliograph-preview-{bucket}"));
            assert_eq!(rule, "previews-expire 14\n", "after call {call} failed");
        }
        assert_eq!(bench.read("account/overwritten"), "");
    }
}

#[test]
fn a_preview_is_removed_without_a_trace_but_its_buckets() {
    let bench = Bench::new();
    bench.run_well(&DEPLOY);
    let before = bench.account();
    bench.run_well(&["deploy", "--built", "--preview", "tidy"]);
    assert!(!bench.run(&["remove-preview"]).well);
    for _ in 0..2 {
        bench.run_well(&["remove-preview", "--preview", "tidy"]);
        let mut left = bench.account();
        left.retain(|name, _| !before.contains_key(name) && !name.starts_with("applied-"));
        let left: Vec<&str> = left.keys().map(String::as_str).collect();
        assert_eq!(left, ["r2/heliograph-preview-private", "r2/heliograph-preview-public"]);
    }
    assert!(bench.read("account/workers/heliograph/deployments").lines().count() > 0);
}
