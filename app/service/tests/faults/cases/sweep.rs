//! The cron.

use crate::{
    check::{Case, case},
    fuse::{Fault, How, Part},
    stage::{Stage, act, done},
    support::{announce, png},
};
use domain::{
    image_settings::{ImageSettings, MarkKind},
    photo::Visibility,
};
use pollster::block_on;
use service::{
    leave,
    ports::Incoming,
    process,
    settings::{NewPicture, save},
    sweep,
    upload::receive,
};

const DAYS: i64 = 86_400;

/// A bit of everything that a sweep makes good: jobs that nobody rang for and that nobody finished, a lost attempt's files, an
/// upload whose storage did not work, a photo that was deleted, and a picture that was not kept.
fn untidy(stage: &Stage) {
    let ada = stage.ada();
    let world = &stage.test.world;
    for (number, bytes) in [b"one", b"two", b"six", b"ten"].iter().enumerate() {
        let photo = block_on(stage.test.upload(ada, *bytes)).id;
        if number == 1 {
            block_on(process::handle(world, photo));
            block_on(service::photos::delete(world, ada, photo)).unwrap();
        }
        if number == 2 {
            stage
                .test
                .outside
                .images_answer(|_| Err(service::ports::PortError::new("answer", "lost")));
            block_on(process::handle(world, photo));
            stage.images_work();
        }
    }
    stage.fuse.arm(Fault {
        part: Some(Part::Storage),
        at: 0,
        how: How::FromThenOn,
    });
    let body = stage.body(b"never");
    let never = receive(&stage.world, ada, announce(b"never"), &body);
    assert!(block_on(never).is_err() && stage.fuse.disarm());
    stage.test.outside.rung.lock().unwrap().clear();
    stage.test.outside.pass_seconds(4 * 3600);
}

pub(super) const CASES: &[Case] = &[
    case("sweep::run", "an untidy site", |stage| {
        untidy(stage);
        act!(|world| done(sweep::run(world).await))
    })
    .in_steps(),
    case("sweep::run", "after somebody has left for good", |stage| {
        let ada = stage.session("ada");
        let mark = png(10, 10);
        let picture = NewPicture {
            bytes: mark.clone(),
            body: &stage.body(&mark) as &dyn Incoming,
        };
        let wants = ImageSettings {
            mark: MarkKind::Picture,
            ..ImageSettings::default()
        };
        block_on(save(&stage.test.world, ada.viewer(), wants, Some(picture))).unwrap();
        stage.ready(ada.viewer(), Visibility::Public);
        block_on(leave::leave(&stage.test.world, &ada, "ada")).unwrap();
        stage.test.outside.pass_seconds(15 * DAYS);
        act!(|world| done(sweep::run(world).await))
    })
    .in_steps(),
];
