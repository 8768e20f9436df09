//! A site of its own for each thing that can happen, and how cases put people and photos on it.

use crate::{
    broken::{Body, behind},
    fuse::Fuse,
    support::{Test, report},
};
use domain::{
    access::{Role, Viewer},
    id::PhotoId,
    photo::Visibility,
    session::Session,
    ticket::{Report, SmallerOriginal, Ticket},
};
use pollster::block_on;
use service::{Result, World, process, sessions::Client, sweep};
use std::{fmt::Debug, sync::Arc};

/// The stretched password of everybody.
pub(crate) const PASSWORD: &str = "abababababababababababababababababababababababababababababababab";

pub(crate) const CLIENT: Client<'static> = Client {
    ip: "192.0.2.1",
    device: "A browser",
};

/// A use case with everything that it is asked with. It can be asked for again.
pub(crate) type Act = Box<dyn Fn(&World) -> Result<String>>;

/// What a case asks for: an expression in which `.await` may stand.
macro_rules! act {
    (|$world:ident| $asked:expr) => {
        Box::new(move |$world: &service::World| pollster::block_on(async { $asked })) as $crate::stage::Act
    };
}
pub(crate) use act;

/// An outcome that is compared: the same is expected whenever it works.
pub(crate) fn told(outcome: Result<impl Debug>) -> Result<String> {
    outcome.map(|outcome| crate::picture::mask(&format!("{outcome:?}")))
}

/// An outcome of which nothing is compared but that it worked.
pub(crate) fn done<T>(outcome: Result<T>) -> Result<String> {
    outcome.map(|_| "done".to_owned())
}

/// A site, and the same site behind a fuse.
pub(crate) struct Stage {
    pub(crate) test: Test,
    pub(crate) fuse: Arc<Fuse>,
    pub(crate) world: World,
}

impl Stage {
    pub(crate) fn new(variables: &[(&str, &str)]) -> Self {
        let test = Test::with(variables);
        let fuse = Arc::new(Fuse::default());
        let world = behind(&fuse, &test.world);
        let stage = Self { test, fuse, world };
        stage.images_work();
        stage
    }

    /// An image service that stores what it is asked for.
    pub(crate) fn images_work(&self) {
        let outside = Arc::downgrade(&self.test.outside);
        self.test.outside.images_answer(move |ticket| {
            let Report::Done(mut done) = report(ticket) else {
                panic!()
            };
            let outside = outside.upgrade().unwrap();
            let mut files = outside.files.lock().unwrap();
            for made in &done.renditions {
                let target = ticket.renditions.iter().find(|target| target.slot == made.slot);
                files.insert(place(&target.unwrap().url), vec![0; 10]);
            }
            if let Some(url) = &ticket.wishes.smaller_original {
                files.insert(place(url), vec![1]);
                done.smaller_original = Some(smaller(ticket));
            }
            Ok((200, serde_json::to_string(&Report::Done(done)).unwrap()))
        });
    }

    pub(crate) fn session(&self, handle: &str) -> Session {
        block_on(self.test.signed_up(handle)).session
    }

    pub(crate) fn ada(&self) -> Viewer {
        self.session("ada").viewer()
    }

    pub(crate) fn admin(&self) -> Viewer {
        block_on(self.test.staff("boss", Role::Admin))
    }

    /// A photo that waits.
    pub(crate) fn queued(&self, owner: Viewer, visibility: Visibility) -> PhotoId {
        let id = block_on(self.test.upload_as(owner, b"a photo", visibility)).id;
        self.test.outside.rung.lock().unwrap().clear();
        id
    }

    /// A photo that is ready.
    pub(crate) fn ready(&self, owner: Viewer, visibility: Visibility) -> PhotoId {
        let id = self.queued(owner, visibility);
        block_on(process::handle(&self.test.world, id));
        id
    }

    /// A photo that has failed.
    pub(crate) fn failed(&self, owner: Viewer) -> PhotoId {
        let id = self.queued(owner, Visibility::Public);
        self.test.outside.images_refuse(domain::reason::Reason::TooLarge);
        block_on(process::handle(&self.test.world, id));
        self.images_work();
        id
    }

    /// A body that goes into storage as well as that works.
    pub(crate) fn body(&self, bytes: &[u8]) -> Body {
        Body {
            fuse: self.fuse.clone(),
            file: self.test.file(bytes),
        }
    }

    /// Lets twenty hours pass with everything working: the cron, and the queue with what it holds.
    pub(crate) fn settle(&self) {
        for _ in 0..10 {
            self.test.outside.pass_seconds(7200);
            block_on(sweep::run(&self.test.world)).unwrap();
            let rung = std::mem::take(&mut *self.test.outside.rung.lock().unwrap());
            for photo in rung {
                block_on(process::handle(&self.test.world, photo));
            }
        }
    }
}

/// A presigned URL's bucket and name.
fn place(url: &str) -> (bool, String) {
    let path = url.split("/s3/").nth(1).unwrap().split('?').next().unwrap();
    let (bucket, name) = path.split_once('/').unwrap();
    (bucket == "public", name.to_owned())
}

fn smaller(ticket: &Ticket) -> SmallerOriginal {
    SmallerOriginal {
        bytes: 1,
        sha256: "ab".repeat(32),
        saved: ticket.original.bytes - 1,
        bare: None,
        crc32: None,
    }
}
