//! A day, second by second.

use super::{
    mix::Mix,
    platform::Platform,
    site,
    traffic::{Chance, Kind, of_day},
    uses::{Here, Member},
};
use crate::support::Location;
use domain::{
    id::PhotoId,
    plan::{Counts, Resource},
};
use service::{World, kept::Kept, ports::Clock};
use std::{collections::BTreeMap, sync::Arc};

/// What a day used.
pub(crate) struct Used {
    /// Altogether, and of what is there, what is there in the end.
    pub(crate) total: Counts,
    /// Of each kind, how often it happened and what it used.
    pub(crate) by_kind: BTreeMap<Kind, (u64, Counts)>,
    /// Photos that were not taken because the plan was nearly used up.
    pub(crate) refused: u64,
    /// What the site itself knows of it.
    pub(crate) known: Counts,
}

/// An isolate, until when it lives, and where.
struct Isolate {
    world: World,
    location: Arc<Location>,
    until: i64,
}

/// A day that goes on.
struct Day {
    platform: Platform,
    mix: Mix,
    chance: Chance,
    isolates: Vec<Isolate>,
    members: Vec<Member>,
    /// Who sent it, and what.
    uploaded: Vec<(usize, PhotoId)>,
    sent: u64,
    refused: u64,
    signed: [usize; 2],
}

/// Simulates a day on a site in memory.
pub(crate) fn simulate(mix: Mix) -> Used {
    let platform = Platform::new(site::in_memory(mix.photos), &[]);
    let mut day = Day::begin(platform, mix);
    let begun = day.platform.outside.now().seconds();
    let start = day.platform.billed();
    let mut by_kind: BTreeMap<Kind, (u64, Counts)> = BTreeMap::new();
    for (second, kind) in of_day(&mix, &mut day.chance) {
        let now = day.platform.outside.now().seconds() - begun;
        day.platform.outside.pass_seconds(second - now);
        let before = day.platform.billed();
        day.happens(kind, second);
        let used = less(&day.platform.billed(), &before);
        let (times, sum) = by_kind.entry(kind).or_default();
        *times += 1;
        *sum = sum.plus(&used);
    }
    let end = day.platform.billed();
    Used {
        total: of_day_alone(&mix, &end, &start),
        by_kind,
        refused: day.refused,
        known: day.known(),
    }
}

/// What is done is counted from the beginning of the day on, what is there is what is there.
fn of_day_alone(mix: &Mix, end: &Counts, start: &Counts) -> Counts {
    let mut used = less(end, start);
    used.add(Resource::StoredBytes, mix.stored());
    used.set(Resource::DatabaseBytes, end.of(Resource::DatabaseBytes));
    used
}

fn less(after: &Counts, before: &Counts) -> Counts {
    Counts::of_each(|resource| after.of(resource).saturating_sub(before.of(resource)))
}

impl Day {
    fn begin(platform: Platform, mix: Mix) -> Self {
        let locations: Vec<_> = (0..mix.locations).map(|_| platform.location()).collect();
        let isolate = |location: &Arc<Location>| Isolate {
            world: platform.isolate(location),
            location: location.clone(),
            until: 0,
        };
        let of_location = |location| (0..mix.isolates).map(move |_| isolate(location));
        let isolates: Vec<Isolate> = locations.iter().flat_map(of_location).collect();
        let world = platform.isolate(&locations[0]);
        let here = Here {
            platform: &platform,
            world: &world,
        };
        let members = (0..mix.members.max(1)).map(|number| here.join(number)).collect();
        // this isolate is gone when the day begins
        crate::support::run(async { service::meter::write(&world).await.unwrap() });
        Self {
            chance: Chance(1),
            isolates,
            members,
            uploaded: Vec::new(),
            sent: 0,
            refused: 0,
            signed: [0, 0],
            platform,
            mix,
        }
    }

    /// A request comes by any location, to any isolate there; one that has lived long enough is another one.
    fn isolate(&mut self, second: i64) -> World {
        let place = self.chance.below(self.isolates.len() as u64) as usize;
        let later = second + (self.mix.lives / 2 + self.chance.below(self.mix.lives)) as i64;
        let isolate = &mut self.isolates[place];
        if second >= isolate.until {
            isolate.world = self.platform.isolate(&isolate.location);
            isolate.until = later;
        }
        isolate.world.clone()
    }

    fn happens(&mut self, kind: Kind, second: i64) {
        let world = self.isolate(second);
        let photos = self.mix.photos;
        // the newest are looked at the most
        let photo = photos - self.chance.below(photos).min(self.chance.below(photos));
        let person = 1 + self.chance.below(site::people(photos));
        let language = if self.chance.below(5) == 0 { "zh-Hans" } else { "en" };
        let somebody = self.chance.below(self.members.len() as u64) as usize;
        let here = Here {
            platform: &self.platform,
            world: &world,
        };
        let member = &mut self.members[somebody];
        match kind {
            Kind::Home => here.home(language),
            Kind::Photo => here.photo(photo),
            Kind::Person => here.person(person),
            Kind::File => here.file(photo),
            Kind::SignedIn if photo.is_multiple_of(2) => here.home_signed_in(member),
            Kind::SignedIn => here.photo_signed_in(member, photo),
            Kind::SignIn => {
                self.members[self.signed[0]] = here.sign_in(self.signed[0] as u64);
                self.signed[0] += 1;
            }
            Kind::SignOut => {
                here.sign_out(&mut self.members[self.signed[1]]);
                self.signed[1] += 1;
            }
            Kind::Upload => {
                match here.upload(member, self.sent, self.mix.bytes) {
                    Some(id) => self.uploaded.push((somebody, id)),
                    None => self.refused += 1,
                }
                self.sent += 1;
            }
            Kind::Edit => {
                let sent = self.chance.below(self.uploaded.len() as u64) as usize;
                // before the first upload there is nothing to edit
                if let Some((owner, id)) = self.uploaded.get(sent) {
                    here.edit(&mut self.members[*owner], *id, &format!("At {second}"));
                }
            }
            Kind::Feed if photo.is_multiple_of(4) => here.feed(Kept::JsonFeed(language)),
            Kind::Feed => here.feed(Kept::AtomFeed(language)),
            Kind::Sitemap => here.sitemap(),
            Kind::Cron => here.cron(),
        }
    }

    /// What the site knows once every isolate that still lives has written down what it counted.
    fn known(&self) -> Counts {
        let mut known = Counts::default();
        crate::support::run(async {
            for isolate in &self.isolates {
                service::meter::write(&isolate.world).await.unwrap();
            }
            let world = &self.isolates[0].world;
            known = service::meter::look(world).await.unwrap().used;
        });
        known
    }
}
