//! What counting costs at most, by playing days.

use super::*;

const DAY_SECONDS: i64 = 86_400;

fn requests(amount: u64) -> Counts {
    let mut counts = Counts::default();
    counts.set(Resource::Requests, amount);
    counts
}

fn at(second: i64) -> Timestamp {
    Timestamp::of_day(20_000).plus_seconds(second)
}

fn known(writes: u64) -> Standing {
    Standing {
        day: 20_000,
        used: Counts::default(),
        writes,
    }
}

fn due_after(seconds: i64, counted: &Counts, known: Option<&Standing>) -> Due {
    let unwritten = Unwritten {
        counted,
        tried: Some(at(0)),
        known,
    };
    due(&Plan::default(), unwritten, at(seconds))
}

#[test]
fn a_hundredth_of_any_quota_is_written_at_once_and_little_after_a_while() {
    let enough = known(1000);
    assert_eq!(due_after(900, &Counts::default(), Some(&known(0))), Due::No);
    assert_eq!(due_after(1, &requests(999), Some(&enough)), Due::No);
    assert_eq!(due_after(1, &requests(1000), Some(&enough)), Due::Write);
    let mut kv = Counts::default();
    kv.set(Resource::KvWrites, 10);
    assert_eq!(due_after(1, &kv, None), Due::Write);
    assert_eq!(due_after(59, &requests(1), Some(&known(0))), Due::No);
    assert_eq!(due_after(60, &requests(1), Some(&known(0))), Due::Write);
    assert_eq!(due_after(60, &requests(1), None), Due::Look);
    assert_eq!(due_after(60, &requests(1), Some(&known(30))), Due::No);
    // what was known of another day says nothing of this one
    assert_eq!(due_after(DAY_SECONDS + 60, &requests(1), Some(&enough)), Due::Write);
}

#[test]
fn a_new_isolate_looks_with_its_first_request() {
    let counted = requests(1);
    let unwritten = Unwritten {
        counted: &counted,
        tried: None,
        known: None,
    };
    assert_eq!(due(&Plan::default(), unwritten, at(5)), Due::Look);
}

#[test]
fn a_tiny_quota_is_not_written_with_every_request() {
    let plan = Plan::parse("requests=1,stored_bytes=1").unwrap();
    let mut counted = requests(9);
    counted.set(Resource::StoredBytes, 999_999);
    let unwritten = Unwritten {
        counted: &counted,
        tried: Some(at(0)),
        known: None,
    };
    assert_eq!(due(&plan, unwritten, at(1)), Due::No);
}

/// One isolate of a played day.
#[derive(Default)]
struct Isolate {
    counted: Counts,
    tried: Option<Timestamp>,
    known: Option<Standing>,
}

/// A played day: what it cost to count it, and what was counted in the end.
#[derive(Default)]
struct Day {
    writes: u64,
    looks: u64,
    written: u64,
}

impl Day {
    fn request(&mut self, isolate: &mut Isolate, uses: &Counts, second: i64) {
        let now = at(second);
        isolate.counted = isolate.counted.plus(uses);
        loop {
            let unwritten = Unwritten {
                counted: &isolate.counted,
                tried: isolate.tried,
                known: isolate.known.as_ref(),
            };
            match due(&Plan::default(), unwritten, now) {
                Due::No => return,
                Due::Look => self.looks += 1,
                Due::Write => {
                    self.writes += 1;
                    self.written += isolate.counted.of(Resource::Requests);
                    isolate.counted = Counts::default();
                    isolate.tried = Some(now);
                }
            }
            isolate.known = Some(known(self.writes));
        }
    }
}

/// A day of so many requests, spread over so many isolates, each of which is evicted after so many requests.
fn play(requests: i64, isolates: usize, life: u64, uses: &Counts) -> Day {
    let mut day = Day::default();
    let mut all: Vec<(u64, Isolate)> = (0..isolates).map(|_| (0, Isolate::default())).collect();
    for number in 0..requests {
        let place = usize::try_from(number).unwrap() % isolates;
        let (age, isolate) = &mut all[place];
        day.request(isolate, uses, number * DAY_SECONDS / requests);
        *age += 1;
        if *age == life {
            all[place] = (0, Isolate::default());
        }
    }
    day
}

#[test]
fn counting_costs_less_than_a_hundredth_of_any_quota() {
    let plan = Plan::default();
    // every daily quota is used up evenly: each has as many reasons to be written down as it ever can have
    let whole = |resource: Resource| {
        if resource.period() == Period::Day {
            plan.limit(resource) / 1000
        } else {
            0
        }
    };
    let everything = Counts::of_each(whole);
    for (what, requests_a_day, uses) in [("requests", 100_000, requests(1)), ("everything", 1000, everything)] {
        for isolates in [1, 7, 40, 300] {
            for life in [3, 50, 1000, 100_000] {
                let day = play(requests_a_day, isolates, life, &uses);
                let named = format!("{what}, {isolates} isolates of {life} requests: {} writes", day.writes);
                assert!(day.writes * 100 < plan.limit(Resource::RowsWritten), "{named}");
                // a write and a look read one row each, and so does opening a day
                assert!(
                    (2 * day.writes + day.looks) * 100 < plan.limit(Resource::RowsRead),
                    "{named}"
                );
            }
        }
    }
}

#[test]
fn the_worst_day_stays_under_a_hundredth_too() {
    // each quota is used up by itself, one after the other, no more at a time than makes one write
    let plan = Plan::default();
    let grows = |resource: &Resource| *resource != Resource::DatabaseBytes;
    let (mut day, mut isolate) = (Day::default(), Isolate::default());
    for resource in Resource::ALL.into_iter().filter(grows) {
        let mut uses = Counts::default();
        uses.set(resource, plan.limit(resource) * much_percent(resource) / 100);
        for _ in 0..100 / much_percent(resource) {
            day.request(&mut isolate, &uses, 1);
        }
    }
    assert_eq!(day.writes, 740);
    let spared = SPARE_AT_ONCE + SPARE_OVER_THE_DAY;
    assert!((day.writes + spared) * 100 < plan.limit(Resource::RowsWritten));
}

#[test]
fn a_quiet_site_is_counted_to_the_last_request() {
    for (requests, isolates, life) in [(150, 150, 1), (150, 4, 3), (15, 1, 100)] {
        let day = play(requests, isolates, life, &self::requests(1));
        assert_eq!(
            day.written,
            requests.unsigned_abs(),
            "{requests} requests, {isolates} isolates"
        );
    }
}

#[test]
fn a_full_day_is_known_before_it_ends_although_isolates_come_and_go() {
    // each lives for 10,000 requests, and takes what it has not written with it
    let day = play(100_000, 5, 10_000, &requests(1));
    assert!((95_000..=100_000).contains(&day.written), "{}", day.written);
}
