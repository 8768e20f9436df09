//! `make deploy` against a stand-in of wrangler: what it calls in which order, that a second run changes nothing, and that
//! it can be interrupted at every call.

mod support;

use serde_json::Value;
use std::thread;
use support::Bench;

const DEPLOY: [&str; 2] = ["deploy", "--built"];
const CONFIG: &str = "--config /target/deploy/heliograph.json";

#[test]
fn the_first_run_makes_everything_in_order() {
    let bench = Bench::new();
    let said = bench.run_well(&DEPLOY);
    let wanted = [
        "whoami --json",
        "deployments status --json --name heliograph",
        "d1 list --json",
        "d1 create heliograph",
        "kv namespace list",
        "kv namespace create heliograph-kv",
        "r2 bucket info heliograph-private --json",
        "r2 bucket create heliograph-private",
        "r2 bucket info heliograph-public --json",
        "r2 bucket create heliograph-public",
        "queues info heliograph-jobs",
        "queues create heliograph-jobs",
        "queues info heliograph-jobs-dead",
        "queues create heliograph-jobs-dead",
        "d1 list --json",
        "kv namespace list",
        &format!("d1 migrations apply DB --remote {CONFIG}"),
        &format!("deploy {CONFIG} --secrets-file /dev/stdin"),
        // its address was not known before
        &format!("deploy {CONFIG}"),
    ];
    assert_eq!(bench.calls(), wanted);
    assert!(said.contains("ready: https://heliograph.example.workers.dev"), "{said}");
    assert!(
        said.contains("r2/api-tokens") && said.contains("heliograph-private and heliograph-public"),
        "{said}"
    );
    assert_eq!(
        bench.read("account/workers/heliograph/secrets"),
        "PEPPER\nSESSION_KEY\nTICKET_KEY\n"
    );
}

#[test]
fn what_is_deployed_is_made_of_what_the_account_has() {
    let bench = Bench::new();
    bench.run_well(&DEPLOY);
    let config: Value = serde_json::from_str(&bench.read("target/deploy/heliograph.json")).unwrap();
    let at = |path: &str| {
        config
            .pointer(path)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(at("/account_id"), "a".repeat(32));
    assert_eq!(at("/d1_databases/0/database_id"), bench.read("account/d1/heliograph"));
    assert_eq!(at("/kv_namespaces/0/id"), bench.read("account/kv/heliograph-kv"));
    assert_eq!(at("/vars/SITE_ORIGIN"), "https://heliograph.example.workers.dev");
    assert_eq!(at("/vars/SITE_NAME"), format!("heliograph.{}", "a".repeat(32)));
    assert_eq!(
        at("/vars/S3_ENDPOINT"),
        format!("https://{}.r2.cloudflarestorage.com/", "a".repeat(32))
    );
    assert_eq!(at("/vars/ASSETS_VERSION"), "0123456789");
    assert_eq!(at("/vars/SIGN_UP"), "open");
    assert!(at("/main").ends_with("/server/build/index.js") && at("/main").starts_with('/'));
    for nowhere in [
        "localhost",
        "127.0.0.1",
        "localsecret",
        "00000000-0000",
        "local_dev",
        "\"env\"",
    ] {
        assert!(!config.to_string().contains(nowhere), "{nowhere} is deployed");
    }
}

#[test]
fn a_second_run_changes_nothing() {
    let bench = Bench::new();
    bench.run_well(&DEPLOY);
    bench.calls();
    let before = bench.account();
    bench.run_well(&DEPLOY);
    assert_eq!(bench.account(), before);
    let changing = ["create", "deploy", "bulk", "add", "delete"];
    let changing: Vec<String> = bench
        .calls()
        .into_iter()
        .filter(|call| call.split(' ').any(|word| changing.contains(&word)))
        .collect();
    // the Worker is not uploaded; its surroundings are made sure of
    assert_eq!(changing, [format!("triggers deploy {CONFIG}")]);

    bench.write("server/build/index.js", "export default { newer }");
    bench.run_well(&DEPLOY);
    assert!(bench.calls().contains(&format!("deploy {CONFIG}")));
}

#[test]
fn a_dry_run_says_the_plan_and_changes_nothing() {
    let bench = Bench::new();
    let said = bench.run_well(&["deploy", "--dry-run"]);
    for line in [
        "make   D1 database heliograph",
        "make   the secrets SESSION_KEY, PEPPER, TICKET_KEY",
        "apply  all migrations",
    ] {
        assert!(said.contains(line), "{said}");
    }
    assert!(bench.account().is_empty(), "{:?}", bench.account());

    bench.run_well(&DEPLOY);
    bench.write("migrations/0003_third.sql", "create table third (id text) strict;");
    let before = bench.account();
    let said = bench.run_well(&["deploy", "--dry-run"]);
    for line in [
        "find   D1 database heliograph",
        "apply  0003_third.sql\n",
        "renew  the Worker heliograph",
    ] {
        assert!(said.contains(line), "{said}");
    }
    assert_eq!(bench.account(), before);
}

/// Every call fails in turn, once before and once after it did what it was asked for: the next run completes the work,
/// makes nothing twice, sets no secret that is set, and nothing that was said has a secret in it.
#[test]
fn it_can_be_interrupted_at_every_call() {
    let whole = Bench::new();
    whole.run_well(&DEPLOY);
    let (calls, wanted) = (whole.calls().len(), shape(&whole));
    thread::scope(|scope| {
        for when in ["before", "after"] {
            let wanted = &wanted;
            scope.spawn(move || {
                for call in 1..=calls {
                    interrupted(call, when, wanted);
                }
            });
        }
    });
}

fn interrupted(call: usize, when: &str, wanted: &[String]) {
    let bench = Bench::new();
    let failed = bench.run_with(&DEPLOY, &[("FAIL_AT", &call.to_string()), ("FAIL_WHEN", when)]);
    assert!(
        !failed.well && failed.said.contains("fetch failed"),
        "call {call} {when}:\n{}",
        failed.said
    );
    let repeated = bench.run(&DEPLOY);
    assert!(repeated.well, "after call {call} failed {when}:\n{}", repeated.said);
    assert_eq!(shape(&bench), wanted, "after call {call} failed {when}");
    assert_eq!(bench.read("account/overwritten"), "", "after call {call} failed {when}");
    let said = failed.said + &repeated.said + &bench.calls().join("\n");
    let values = bench.secret_values();
    assert!(values.len() >= 3 && values.iter().all(|value| value.len() == 64));
    assert!(
        values.iter().all(|value| !said.contains(value)),
        "a secret was said: {said}"
    );
    let config = bench.read("target/deploy/heliograph.json");
    assert!(
        values.iter().all(|value| !config.contains(value)),
        "a secret was written down"
    );
}

/// What an account has, whatever way it came to it.
fn shape(bench: &Bench) -> Vec<String> {
    let account = bench.account().into_iter();
    let named = account.map(|(name, content)| match name.as_str() {
        "workers/heliograph/secrets" => format!("{name}: {content}"),
        _ if name.starts_with("applied-") => format!("applied: {content}"),
        _ if name.contains("/versions/") || name == "values" => String::new(),
        _ => name,
    });
    let mut shape: Vec<String> = named.filter(|name| !name.is_empty()).collect();
    shape.sort();
    shape
}

#[test]
fn the_storage_key_is_taken_from_the_environment_once() {
    let bench = Bench::new();
    bench.run_well(&DEPLOY);
    let vars = live_vars(&bench);
    assert!(vars.contains("S3_ACCESS_KEY_ID=none"), "{vars}");

    let key = [
        ("S3_ACCESS_KEY_ID", "k".repeat(32)),
        ("S3_SECRET_ACCESS_KEY", "s".repeat(64)),
    ];
    let key: Vec<(&str, &str)> = key.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let half = bench.run_with(&DEPLOY, &key[..1]);
    assert!(!half.well && half.said.contains("both"), "{}", half.said);
    for _ in 0..2 {
        assert!(bench.run_with(&DEPLOY, &key).well);
    }
    assert!(!live_vars(&bench).contains("S3_ACCESS_KEY_ID"));
    assert!(
        bench
            .read("account/workers/heliograph/secrets")
            .contains("S3_SECRET_ACCESS_KEY")
    );
    assert_eq!(bench.read("account/overwritten"), "");
}

#[test]
fn the_token_of_the_tunnels_guard_is_taken_from_the_environment_whenever_it_is_there() {
    let bench = Bench::new();
    bench.run_well(&DEPLOY);
    let token = [
        ("ACCESS_CLIENT_ID", "88bf.access"),
        ("ACCESS_CLIENT_SECRET", "secret-half"),
    ];
    let half = bench.run_with(&DEPLOY, &token[..1]);
    assert!(!half.well && half.said.contains("both"), "{}", half.said);
    let plan = bench.run_with(&["deploy", "--dry-run"], &token);
    assert!(
        plan.said.contains("set    ACCESS_CLIENT_ID, ACCESS_CLIENT_SECRET"),
        "{}",
        plan.said
    );
    bench.calls();

    let set = format!("deploy {CONFIG} --secrets-file /dev/stdin");
    let ended = bench.run_with(&DEPLOY, &token);
    assert!(ended.well && !ended.said.contains("secret-half"), "{}", ended.said);
    assert!(bench.calls().contains(&set), "both halves go live together");
    let names = bench.read("account/workers/heliograph/secrets");
    assert!(token.iter().all(|(name, _)| names.contains(name)), "{names}");
    assert!(bench.secret_values().contains(&"secret-half".to_owned()));
    assert!(!live_vars(&bench).contains("ACCESS_CLIENT_"));

    // without it, it stays; with another one, that takes its place
    bench.run_well(&DEPLOY);
    assert!(!bench.calls().contains(&set));
    assert_eq!(bench.read("account/overwritten"), "");
    let other = [token[0], ("ACCESS_CLIENT_SECRET", "another-half")];
    assert!(bench.run_with(&DEPLOY, &other).well);
    assert!(bench.read("account/overwritten").contains("ACCESS_CLIENT_SECRET"));
}

#[test]
fn letters_are_not_deployed_without_their_key() {
    let bench = Bench::new();
    bench.run_well(&DEPLOY);
    bench.replace("wrangler.toml", "# MAIL_URL = ", "MAIL_URL = ");
    bench.replace("wrangler.toml", "# MAIL_FROM = ", "MAIL_FROM = ");
    let before = bench.account();
    for command in [&DEPLOY[..], &["deploy", "--dry-run"]] {
        let refused = bench.run(command);
        assert!(
            !refused.well && refused.said.contains("no MAIL_KEY"),
            "{}",
            refused.said
        );
        assert_eq!(bench.account(), before, "what would not work is not begun");
    }
    let ended = bench.run_with(&DEPLOY, &[("MAIL_KEY", "re_123")]);
    assert!(ended.well && !ended.said.contains("re_123"), "{}", ended.said);
    assert!(bench.secret_values().contains(&"re_123".to_owned()));
    assert!(live_vars(&bench).contains("MAIL_FROM=") && !live_vars(&bench).contains("MAIL_KEY"));
    // it stays
    bench.run_well(&DEPLOY);
    assert_eq!(bench.read("account/overwritten"), "");

    let preview = ["deploy", "--built", "--preview", "letters"];
    assert!(bench.run_with(&preview, &[("MAIL_KEY", "re_123")]).well);
    let config = bench.account_config("heliograph-preview-letters");
    assert!(!config.contains("MAIL_"), "a preview writes to nobody");
}

fn live_vars(bench: &Bench) -> String {
    bench.read(&format!("account/workers/heliograph/versions/{}", bench.live()))
}

#[test]
fn a_domain_of_ones_own_takes_the_place_of_the_other_address() {
    let bench = Bench::new();
    bench.run_well(&DEPLOY);
    bench.replace("wrangler.toml", "#SITE_ORIGIN = ", "SITE_ORIGIN = ");
    let said = bench.run_well(&DEPLOY);
    assert!(said.contains("ready: https://photos.example.org"), "{said}");
    let config: Value = serde_json::from_str(&bench.read("target/deploy/heliograph.json")).unwrap();
    assert_eq!(config.pointer("/routes/0/pattern").unwrap(), "photos.example.org");
    assert_eq!(config.pointer("/workers_dev").unwrap(), false);
    // what passwords are salted with is as before
    assert!(live_vars(&bench).contains(&format!("SITE_NAME=heliograph.{}", "a".repeat(32))));

    bench.replace(
        "wrangler.toml",
        "[env.production.vars]",
        "[env.production.vars]\nSITE_NAME = \"another\"",
    );
    let refused = bench.run(&DEPLOY);
    assert!(
        !refused.well && refused.said.contains("nobody's password is right"),
        "{}",
        refused.said
    );
}

#[test]
fn a_site_that_is_not_well_is_said_to_be_so() {
    let bench = Bench::new();
    let ended = bench.run_with(&DEPLOY, &[("STAND_IN_HEALTH", "503")]);
    assert!(
        !ended.well && ended.said.contains("healthz?deep=1 answers 503"),
        "{}",
        ended.said
    );
    assert!(ended.said.contains("make rollback"), "{}", ended.said);
}

#[test]
fn whose_account_it_is_must_be_clear() {
    let bench = Bench::new();
    let nobody = bench.run_with(&DEPLOY, &[("STAND_IN_SIGNED_OUT", "1")]);
    assert!(
        !nobody.well && nobody.said.contains("CLOUDFLARE_API_TOKEN"),
        "{}",
        nobody.said
    );
    let several = [("STAND_IN_ACCOUNTS", "2")];
    let unclear = bench.run_with(&DEPLOY, &several);
    assert!(
        !unclear.well && unclear.said.contains("several accounts"),
        "{}",
        unclear.said
    );
    assert!(bench.account().is_empty());
    let account = format!(
        "[env.production]\naccount_id = \"{}\"\n\n[env.production.vars]",
        "a".repeat(32)
    );
    bench.replace("wrangler.toml", "[env.production.vars]", &account);
    assert!(bench.run_with(&DEPLOY, &several).well);
}
