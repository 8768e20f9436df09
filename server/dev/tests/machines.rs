//! `make deploy-images` and `make rotate-ticket-key` against stand-ins of ssh, scp and what runs on a machine. The script
//! that is sent to the machine is the real one.
#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod support;

use std::{fs, process::Command};
use support::Bench;

const ONE: [&str; 3] = ["deploy-images", "--built", "root@one"];
const ROTATE: [&str; 5] = ["rotate-ticket-key", "--wait", "0", "root@one", "root@two"];

/// A deployed site, and a program to put on machines.
fn bench() -> Bench {
    let bench = Bench::new();
    for file in ["machine.sh", "images.env", "images.service", "cloudflared.yml"] {
        let path = format!("server/images/deploy/{file}");
        bench.write(&path, &fs::read_to_string(support::repository().join(&path)).unwrap());
    }
    bench.run_well(&["deploy", "--built"]);
    bench.write(&program(), "the first program");
    bench.calls();
    bench
}

fn program() -> String {
    let processor = Command::new("uname").arg("-m").output().unwrap().stdout;
    format!("target/images-{}", String::from_utf8(processor).unwrap().trim())
}

fn on(machine: &str, path: &str) -> String {
    format!("account/machines/{machine}/{path}")
}

/// What the service runs with, which is not what its settings say before it is restarted.
fn runs_with(bench: &Bench, machine: &str, name: &str) -> String {
    let settings = bench.read(&on(machine, "running"));
    let value = settings.lines().find_map(|line| line.strip_prefix(&format!("{name}=")));
    value.unwrap_or_default().to_owned()
}

/// The key that the Worker signs with.
fn of_worker(bench: &Bench) -> String {
    let values = bench.read("account/values");
    let last = values.rsplit("\"TICKET_KEY\":\"").next().unwrap();
    last.split('"').next().unwrap().to_owned()
}

#[test]
fn an_empty_machine_gets_all_it_needs() {
    let bench = bench();
    let said = bench.run_well(&ONE);
    assert_eq!(bench.read(&on("one", "usr/local/bin/images")), "the first program");
    assert_eq!(
        bench.read(&on("one", "etc/systemd/system/images.service")),
        bench.read("server/images/deploy/images.service")
    );
    let key = runs_with(&bench, "one", "TICKET_KEY");
    assert!(key.len() == 64 && key == of_worker(&bench));
    assert_eq!(
        runs_with(&bench, "one", "IMAGES_ORIGINS"),
        format!("https://{}.r2.cloudflarestorage.com", "a".repeat(32))
    );
    // nothing is left behind, and nobody else may read the key
    assert!(!bench.at(&on("one", "root/heliograph-new")).exists());
    let settings = fs::metadata(bench.at(&on("one", "etc/heliograph/images.env"))).unwrap();
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&settings.permissions()) & 0o777,
        0o600
    );
    let seen = said + &bench.calls().join("\n") + &bench.read(&on("one", "systemctl"));
    assert!(!seen.contains(&key), "the key was said");
}

#[test]
fn what_is_there_stays_and_only_a_change_restarts() {
    let bench = bench();
    bench.run_well(&ONE);
    let settings = on("one", "etc/heliograph/images.env");
    bench.replace(&settings, "#IMAGES_JOBS=1", "IMAGES_JOBS=3");
    let before = bench.account();
    bench.calls();
    let said = bench.run_well(&ONE);
    assert!(said.contains("images runs as it should"), "{said}");
    let calls = bench.calls().join("\n");
    assert!(
        !calls.contains("heliograph-new/images\n") && !calls.contains("secret bulk"),
        "{calls}"
    );
    let mut after = bench.account();
    after.retain(|name, _| !name.ends_with("systemctl") && name != "ssh-count");
    assert!(
        after.iter().all(|(name, content)| before.get(name) == Some(content)),
        "something changed"
    );

    bench.write(&program(), "a newer program");
    let said = bench.run_well(&ONE);
    assert!(said.contains("images is new") && said.contains("restarted"), "{said}");
    assert_eq!(bench.read(&on("one", "usr/local/bin/images")), "a newer program");
    assert_eq!(runs_with(&bench, "one", "IMAGES_JOBS"), "3");
}

#[test]
fn installing_can_be_interrupted_anywhere() {
    let deployed = bench();
    for (fails, when) in (1..=4).flat_map(|call| [(call, "before"), (call, "after")]) {
        let bench = deployed.copy();
        let call = fails.to_string();
        let failed = bench.run_with(&ONE, &[("SSH_FAIL_AT", &call), ("FAIL_WHEN", when)]);
        assert_eq!(failed.well, fails > 3, "{}", failed.said);
        bench.run_well(&ONE);
        let key = runs_with(&bench, "one", "TICKET_KEY");
        assert!(
            key.len() == 64 && key == of_worker(&bench),
            "after call {call} failed {when}"
        );
        assert!(!bench.at(&on("one", "etc/heliograph/.unfinished")).exists());
    }
}

#[test]
fn a_service_that_does_not_start_is_shown_with_its_log_and_tried_again() {
    let bench = bench();
    let failed = bench.run_with(&ONE, &[("SYSTEMCTL_FAIL_AT", "1")]);
    assert!(!failed.well, "{}", failed.said);
    // everything is in place, and is not taken for done
    let said = bench.run_well(&ONE);
    assert!(said.contains("restarted, and ready"), "{said}");
}

#[test]
fn a_second_machine_gets_the_key_of_the_first() {
    let bench = bench();
    bench.replace("wrangler.toml", "#IMAGES_URL = ", "IMAGES_URL = ");
    bench.run_well(&ONE);
    let key = of_worker(&bench);
    bench.write("account/images-answer", "");
    let refused = bench.run(&["deploy-images", "--built", "root@two"]);
    assert!(
        !refused.well && refused.said.contains("name it first"),
        "{}",
        refused.said
    );
    bench.run_well(&["deploy-images", "--built", "root@one", "root@two"]);
    assert!(runs_with(&bench, "two", "TICKET_KEY") == key && of_worker(&bench) == key);
}

#[test]
fn the_tunnels_rules_are_made_from_its_id_and_name_and_then_left_alone() {
    let bench = bench();
    bench.replace("wrangler.toml", "#IMAGES_URL = ", "IMAGES_URL = ");
    let said = bench.run_well(&ONE);
    assert!(said.contains("not exactly one"), "{said}");
    bench.write(
        &on("one", "root/.cloudflared/12345678-aaaa-bbbb-cccc-123456789012.json"),
        "{}",
    );
    let said = bench.run_well(&ONE);
    assert!(said.contains("installed for images.example.org"), "{said}");
    let rules = bench.read(&on("one", "etc/cloudflared/config.yml"));
    assert!(
        rules.contains("tunnel: 12345678-aaaa")
            && rules.contains("/etc/cloudflared/12345678-aaaa")
            && !rules.contains("0000-")
    );
    assert!(
        bench
            .read(&on("one", "cloudflared"))
            .contains("ingress validate\nservice install")
    );
    assert!(bench.run_well(&ONE).contains("tunnel: as it should be"));
    bench.replace(
        &on("one", "etc/cloudflared/config.yml"),
        "grace-period: 35s",
        "grace-period: 20s",
    );
    assert!(bench.run_well(&ONE).contains("and stays"));
}

#[test]
fn machines_are_not_mistaken_for_options_or_commands() {
    let bench = bench();
    for host in ["-oProxyCommand=x", "root@one;reboot", "$(reboot)", ""] {
        assert!(!bench.run(&["deploy-images", "--built", host]).well, "{host}");
    }
    assert!(!bench.run(&["deploy-images"]).well);
    assert!(!bench.read("account/calls").contains("ssh"));
}

/// Two machines with one key.
fn two_machines() -> Bench {
    let bench = bench();
    bench.run_well(&["deploy-images", "--built", "root@one", "root@two"]);
    let _ = fs::remove_file(bench.at("account/ssh-count"));
    let _ = fs::remove_file(bench.at("account/restarts"));
    bench
}

/// Whether both machines take what the Worker signs now.
fn tickets_are_taken(bench: &Bench) -> bool {
    let key = of_worker(bench);
    ["one", "two"].iter().all(|machine| {
        [
            runs_with(bench, machine, "TICKET_KEY"),
            runs_with(bench, machine, "TICKET_KEY_PREVIOUS"),
        ]
        .contains(&key)
    })
}

#[test]
fn a_key_is_exchanged_machines_first_and_the_old_one_is_forgotten() {
    let bench = two_machines();
    let old = of_worker(&bench);
    let said = bench.run_well(&ROTATE);
    let new = of_worker(&bench);
    assert_ne!(old, new);
    for machine in ["one", "two"] {
        assert_eq!(runs_with(&bench, machine, "TICKET_KEY"), new);
        assert_eq!(runs_with(&bench, machine, "TICKET_KEY_PREVIOUS"), "");
    }
    assert!(!said.contains(&new) && !said.contains(&old) && !bench.calls().join("\n").contains(&new));
}

#[test]
fn the_old_key_stays_while_somebody_uses_it() {
    let bench = two_machines();
    bench.write("account/old-key-is-used", "");
    let ended = bench.run(&ROTATE);
    assert!(
        !ended.well && ended.said.contains("still signs with the old key"),
        "{}",
        ended.said
    );
    assert_eq!(runs_with(&bench, "two", "TICKET_KEY_PREVIOUS").len(), 64);
    fs::remove_file(bench.at("account/old-key-is-used")).unwrap();
    let new = of_worker(&bench);
    bench.run_well(&ROTATE);
    assert!(of_worker(&bench) == new && runs_with(&bench, "two", "TICKET_KEY_PREVIOUS").is_empty());
}

/// At every connection and every restart that breaks, what the Worker signs is taken, and the next run goes on.
#[test]
fn exchanging_can_be_interrupted_anywhere() {
    let places = (1..=10).flat_map(|call| [("SSH_FAIL_AT", call, "before"), ("SSH_FAIL_AT", call, "after")]);
    let restarts = (1..=4).map(|restart| ("SYSTEMCTL_FAIL_AT", restart, "before"));
    let installed = two_machines();
    for (what, number, when) in places.chain(restarts) {
        let bench = installed.copy();
        let failed = bench.run_with(&ROTATE, &[(what, &number.to_string()), ("FAIL_WHEN", when)]);
        let case = format!("{what} {number} {when}: {}", failed.said);
        assert!(!failed.well && tickets_are_taken(&bench), "{case}");
        bench.run_well(&ROTATE);
        assert!(
            tickets_are_taken(&bench) && bench.account().keys().all(|name| !name.ends_with(".unfinished")),
            "{case}"
        );
        assert_eq!(runs_with(&bench, "one", "TICKET_KEY_PREVIOUS"), "", "{case}");
    }
}
