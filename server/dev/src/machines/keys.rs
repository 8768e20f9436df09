//! Exchanges `TICKET_KEY` so that no ticket is refused in between: a machine takes two keys, the Worker signs with one.
//!
//! Every machine gets the new key beside the old one, then the Worker gets it, and once no ticket of before can be good any
//! more, the machines forget the old one. Interrupted anywhere, the next run goes on from what the machines have.

use super::{machines, ssh::Found, ssh::Machine};
use crate::{command::step, deploy::Deployed, fault::Result, flags::Flags, place::Place, serve::random_hex};
use std::{thread, time::Duration};

/// How long a ticket is good, in seconds (`domain::ticket`).
const TICKET_SECONDS: u64 = 300;
/// How long nobody may use the old key before it is forgotten, in seconds.
const QUIET_SECONDS: u64 = 60;

/// The two keys of an exchange.
#[derive(Debug, PartialEq, Eq)]
struct Exchange {
    new: String,
    old: String,
}

/// Exchanges the key of these machines and of the Worker.
pub(crate) fn rotate(place: &Place, arguments: Vec<String>) -> Result<()> {
    let mut flags = Flags::new(arguments);
    let wait = flags.value("--wait", TICKET_SECONDS)?;
    let machines = machines(place, flags)?;
    let found: Vec<Found> = machines.iter().map(Machine::look).collect::<Result<_>>()?;
    let site = Deployed::find(place)?;
    let exchange = begun(&found)?.map_or_else(|| begin(&found), Ok)?;
    for (machine, found) in machines.iter().zip(&found) {
        step(&format!("{}: both keys", machine.host), || {
            let has = found.key == exchange.new;
            // also where it has them: it may have been interrupted before its service took them
            set(
                machine,
                &exchange.new,
                if has { &found.previous } else { &exchange.old },
            )?;
            Ok(((), if has { "there" } else { "set" }))
        })?;
    }
    step("the Worker: the new key", || {
        site.set_ticket_key(&exchange.new)?;
        Ok(((), "set"))
    })?;
    println!("  waiting {wait} s, until no ticket signed before is good (stopped here, the next run goes on)");
    thread::sleep(Duration::from_secs(wait));
    nobody_uses_it(&machines, wait.min(QUIET_SECONDS))?;
    for machine in &machines {
        step(&format!("{}: the new key alone", machine.host), || {
            set(machine, &exchange.new, "")?;
            Ok(((), "set"))
        })?;
    }
    Ok(())
}

fn set(machine: &Machine<'_>, key: &str, previous: &str) -> Result<()> {
    machine
        .call(&[("ticket_key", key), ("ticket_key_previous", previous)], "keys")
        .map(|_| ())
}

/// The exchange that an earlier run began: some machine has two keys.
fn begun(found: &[Found]) -> Result<Option<Exchange>> {
    let Some(half) = found.iter().find(|found| !found.previous.is_empty()) else {
        return Ok(None);
    };
    let exchange = Exchange {
        new: half.key.clone(),
        old: half.previous.clone(),
    };
    let fits = |found: &Found| {
        (found.key == exchange.new && (found.previous == exchange.old || found.previous.is_empty()))
            || (found.key == exchange.old && found.previous.is_empty())
    };
    if found.iter().all(fits) {
        Ok(Some(exchange))
    } else {
        Err("these machines are in the middle of different exchanges: give them the same keys by hand".into())
    }
}

fn begin(found: &[Found]) -> Result<Exchange> {
    let old = super::shared_key(found)?.ok_or("no machine has a key: `make deploy-images` first")?;
    if found.iter().any(|found| found.key.is_empty()) {
        return Err("one of these machines has no key: `make deploy-images` first".into());
    }
    Ok(Exchange {
        new: random_hex::<32>()?,
        old,
    })
}

/// The machines count the tickets that the old key signed: the count must stand still.
fn nobody_uses_it(machines: &[Machine<'_>], seconds: u64) -> Result<()> {
    let counts = || {
        machines
            .iter()
            .map(|machine| machine.call(&[], "previous_used"))
            .collect::<Result<Vec<_>>>()
    };
    let before = counts()?;
    thread::sleep(Duration::from_secs(seconds));
    if counts()? == before {
        return Ok(());
    }
    Err("the Worker still signs with the old key, and the machines keep both: run this again in a few minutes".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn machine(key: &str, previous: &str) -> Found {
        Found {
            key: key.to_owned(),
            previous: previous.to_owned(),
            ..Found::default()
        }
    }

    #[test]
    fn an_exchange_goes_on_from_what_the_machines_have() {
        let of = |machines: &[Found]| begun(machines).unwrap().map(|exchange| exchange.new + &exchange.old);
        assert_eq!(of(&[machine("a", ""), machine("a", "")]), None);
        let half = machine("b", "a");
        for other in [machine("a", ""), machine("b", "a"), machine("b", "")] {
            assert_eq!(of(&[half.clone(), other.clone()]).as_deref(), Some("ba"));
            assert_eq!(of(&[other, half.clone()]).as_deref(), Some("ba"));
        }
        assert!(begun(&[half, machine("c", "")]).is_err());
    }

    #[test]
    fn an_exchange_begins_with_machines_that_agree() {
        assert_eq!(begin(&[machine("a", ""), machine("a", "")]).unwrap().old, "a");
        assert!(begin(&[machine("a", ""), machine("b", "")]).is_err());
        assert!(begin(&[machine("a", ""), machine("", "")]).is_err());
        assert!(begin(&[machine("", "")]).is_err());
    }
}
