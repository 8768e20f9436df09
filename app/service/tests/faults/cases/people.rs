//! Order among people, blocks and invitations.

use crate::{
    check::{Again, Case, case},
    stage::{Stage, act, done, told},
};
use domain::{
    access::{Role, Viewer},
    photo::Visibility,
};
use pollster::block_on;
use service::{invitations, people};

/// An admin, and ada with a photo and a session.
fn with_ada(stage: &Stage) -> Viewer {
    let ada = stage.ada();
    stage.ready(ada, Visibility::Public);
    stage.admin()
}

/// Ada, and eve whom she can block.
fn two(stage: &Stage) -> Viewer {
    stage.session("eve");
    stage.ada()
}

fn invited(stage: &Stage) -> (Viewer, String) {
    let root = stage.admin();
    let secret = block_on(invitations::create(&stage.test.world, root)).unwrap();
    (root, secret)
}

pub(super) const CASES: &[Case] = &[
    case("people::list", "all", |stage| {
        let root = with_ada(stage);
        act!(|world| told(people::list(world, root, None, None).await))
    }),
    case("people::suspend", "a member", |stage| {
        let root = with_ada(stage);
        act!(|world| done(people::suspend(world, root, "ada").await))
    }),
    case("people::reinstate", "a member", |stage| {
        let root = with_ada(stage);
        block_on(people::suspend(&stage.test.world, root, "ada")).unwrap();
        act!(|world| done(people::reinstate(world, root, "ada").await))
    }),
    case("people::set_role", "of a member", |stage| {
        let root = with_ada(stage);
        act!(|world| done(people::set_role(world, root, "ada", Role::Moderator).await))
    }),
    case("people::block", "somebody", |stage| {
        let ada = two(stage);
        act!(|world| done(people::block(world, ada, "eve").await))
    }),
    case("people::unblock", "somebody", |stage| {
        let ada = two(stage);
        block_on(people::block(&stage.test.world, ada, "eve")).unwrap();
        act!(|world| done(people::unblock(world, ada, "eve").await))
    }),
    case("people::blocked", "by somebody", |stage| {
        let ada = two(stage);
        block_on(people::block(&stage.test.world, ada, "eve")).unwrap();
        act!(|world| told(people::blocked(world, ada, None).await))
    }),
    case("invitations::create", "by an admin", |stage| {
        let root = stage.admin();
        act!(|world| done(invitations::create(world, root).await))
    })
    .again(Again::Another("invitations")),
    case("invitations::welcome", "with an invitation", |stage| {
        let (_, secret) = invited(stage);
        act!(|world| told(invitations::welcome(world, Some(&secret)).await))
    })
    .with(&[("SIGN_UP", "invitation")]),
    case("invitations::list", "by an admin", |stage| {
        let (root, _) = invited(stage);
        act!(|world| told(invitations::list(world, root).await))
    }),
    case("invitations::revoke", "by an admin", |stage| {
        let (root, _) = invited(stage);
        let open = block_on(invitations::list(&stage.test.world, root)).unwrap().unwrap();
        act!(|world| done(invitations::revoke(world, root, open[0].id).await))
    }),
];
