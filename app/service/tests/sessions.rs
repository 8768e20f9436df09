//! Sessions: what signing out does at once, whatever KV still says.

mod support;

use domain::{access::Viewer, photo::Visibility, session::Session};
use service::{
    Error, account,
    account::{Client, sign_in, sign_out, sign_out_elsewhere, sign_out_of},
    auth,
};
use support::{Test, run};

const PHONE: Client<'static> = Client {
    ip: "192.0.2.7",
    device: "A phone\n",
};

async fn on_phone(test: &Test, handle: &str) -> Session {
    let email = format!("{handle}@example.org");
    let signed_in = sign_in(&test.world, PHONE, &email, &"ab".repeat(32)).await.unwrap();
    signed_in.session
}

#[test]
fn a_session_that_was_signed_out_reads_and_changes_nothing_though_kv_knows_of_nothing() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await;
        let viewer = Viewer::User(ada.session.user);
        let photo = test.ready(viewer, b"one", Visibility::Private).await;
        let (world, guard) = test.world.guarded(ada.session.clone());
        assert!(service::read::photo(&world, viewer, photo.id).await.unwrap().is_some());
        assert!(!guard.is_gone());

        sign_out(&test.world, &ada.session).await.unwrap();
        // as it lags behind
        test.outside.forget_revocations();
        assert!(auth::session(&test.world, &ada.token).await.unwrap().is_some());

        let (world, guard) = test.world.guarded(ada.session.clone());
        assert!(matches!(service::read::photo(&world, viewer, photo.id).await, Err(Error::Port(_))));
        assert!(guard.is_gone());
        let (world, guard) = test.world.guarded(ada.session.clone());
        assert!(service::delete::delete(&world, viewer, photo.id).await.is_err());
        assert!(guard.is_gone());
        assert_eq!(test.count("photos").await, 1);
    });
}

#[test]
fn devices_are_listed_and_signed_out_one_by_one_or_all() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        test.signed_up("eve").await;
        test.outside.pass_seconds(10);
        let phone = on_phone(&test, "ada").await;
        let listed = account::sessions(&test.world, ada.user).await.unwrap();
        let devices: Vec<_> = listed.iter().map(|row| (row.id, row.device.as_str())).collect();
        assert_eq!(devices, [(phone.id, "A phone"), (ada.id, "A browser")]);

        // not somebody else's
        let eve = on_phone(&test, "eve").await;
        sign_out_of(&test.world, &eve, phone.id).await.unwrap();
        assert_eq!(account::sessions(&test.world, ada.user).await.unwrap().len(), 2);

        sign_out_of(&test.world, &ada, phone.id).await.unwrap();
        assert_eq!(account::sessions(&test.world, ada.user).await.unwrap().len(), 1);
        on_phone(&test, "ada").await;
        sign_out_elsewhere(&test.world, &ada).await.unwrap();
        let left = account::sessions(&test.world, ada.user).await.unwrap();
        assert_eq!(left.iter().map(|row| row.id).collect::<Vec<_>>(), [ada.id]);
        assert_eq!(account::sessions(&test.world, eve.user).await.unwrap().len(), 2);
    });
}

#[test]
fn use_is_written_down_once_an_hour() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let used = || async { account::sessions(&test.world, ada.user).await.unwrap()[0].used_at };
        let begun = used().await;
        for (seconds, written) in [(3000, false), (700, true), (100, false)] {
            let before = used().await;
            test.outside.pass_seconds(seconds);
            let (world, _) = test.world.guarded(ada.clone());
            account::sessions(&world, ada.user).await.unwrap();
            assert_eq!(used().await != before, written, "after {seconds} s");
        }
        assert_eq!(used().await, begun.plus_seconds(3700));
    });
}
