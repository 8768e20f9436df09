//! Image settings.

use crate::{
    check::{Case, case},
    stage::{Stage, act, done, told},
    support::png,
};
use domain::{
    access::Viewer,
    image_settings::{ImageSettings, MarkKind},
    photo::Visibility,
};
use pollster::block_on;
use service::settings::{NewPicture, apply, read, save};

fn settings(mark: MarkKind) -> ImageSettings {
    ImageSettings {
        mark,
        ..ImageSettings::default()
    }
}

/// Ada, whose mark is a picture.
fn with_picture(stage: &Stage) -> Viewer {
    let ada = stage.ada();
    let bytes = png(10, 10);
    let picture = NewPicture {
        bytes: bytes.clone(),
        body: &stage.body(&bytes),
    };
    block_on(save(&stage.test.world, ada, settings(MarkKind::Picture), Some(picture))).unwrap();
    ada
}

pub(super) const CASES: &[Case] = &[
    case("settings::read", "of somebody", |stage| {
        let ada = with_picture(stage);
        act!(|world| told(read(world, ada).await))
    }),
    case("settings::save", "without a picture", |stage| {
        let ada = stage.ada();
        act!(|world| done(save(world, ada, settings(MarkKind::None), None).await))
    }),
    case("settings::save", "with another picture", |stage| {
        let ada = with_picture(stage);
        let bytes = png(20, 10);
        let body = stage.body(&bytes);
        act!(|world| {
            let picture = NewPicture {
                bytes: bytes.clone(),
                body: &body,
            };
            done(save(world, ada, settings(MarkKind::Picture), Some(picture)).await)
        })
    }),
    case("settings::apply", "to a photo that is there", |stage| {
        let ada = stage.ada();
        stage.ready(ada, Visibility::Public);
        block_on(stage.test.wants(ada, &[("mark", "text"), ("mark_text", "Ada")]));
        act!(|world| done(apply(world, ada).await))
    }),
];
