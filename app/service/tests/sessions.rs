//! Sessions: what signing out does at once, whatever KV still says.

mod support;

use domain::{
    photo::Visibility,
    session::{Opened, SESSION_SECONDS, Session, TOKEN_SECONDS},
};
use service::{
    Error,
    account::sign_in,
    auth,
    sessions::{self, Client, sign_out, sign_out_elsewhere, sign_out_of},
};
use support::{Test, run};

const PHONE: Client<'static> = Client {
    ip: "192.0.2.7",
    device: "A phone\n",
};

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
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
        let viewer = ada.session.viewer();
        let photo = test.ready(viewer, b"one", Visibility::Private).await;
        let (world, guard) = test.world.guarded(ada.session.clone());
        assert!(service::read::photo(&world, viewer, photo.id).await.unwrap().is_some());
        assert!(!guard.is_gone());

        sign_out(&test.world, &ada.session).await.unwrap();
        // KV lags behind, as it does in every test
        assert!(auth::holds(&test.world, &ada.session).await.unwrap());

        let (world, guard) = test.world.guarded(ada.session.clone());
        assert!(matches!(
            service::read::photo(&world, viewer, photo.id).await,
            Err(Error::Port(_))
        ));
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
        let listed = sessions::list(&test.world, ada.user).await.unwrap();
        let devices: Vec<_> = listed.iter().map(|row| (row.id, row.device.as_str())).collect();
        assert_eq!(devices, [(phone.id, "A phone"), (ada.id, "A browser")]);

        // not somebody else's
        let eve = on_phone(&test, "eve").await;
        sign_out_of(&test.world, &eve, phone.id).await.unwrap();
        assert_eq!(sessions::list(&test.world, ada.user).await.unwrap().len(), 2);

        sign_out_of(&test.world, &ada, phone.id).await.unwrap();
        assert_eq!(sessions::list(&test.world, ada.user).await.unwrap().len(), 1);
        on_phone(&test, "ada").await;
        sign_out_elsewhere(&test.world, &ada).await.unwrap();
        let left = sessions::list(&test.world, ada.user).await.unwrap();
        assert_eq!(left.iter().map(|row| row.id).collect::<Vec<_>>(), [ada.id]);
        assert_eq!(sessions::list(&test.world, eve.user).await.unwrap().len(), 2);
    });
}

#[test]
fn a_token_is_renewed_while_its_session_is_used_and_holds() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await;
        assert_eq!(
            sessions::open(&test.world, &ada.token),
            Some(Opened::Fresh(ada.session.clone()))
        );
        test.outside.pass_seconds(TOKEN_SECONDS);
        let Some(Opened::Stale(stale)) = sessions::open(&test.world, &ada.token) else {
            panic!("it has expired");
        };
        test.query::<serde_json::Value>("update users set name = 'Ada L.', role = 'moderator'")
            .await;
        let renewed = sessions::renew(&test.world, &stale).await.unwrap().unwrap();
        assert_eq!(
            (renewed.session.id, renewed.session.user),
            (ada.session.id, ada.session.user)
        );
        assert_eq!(
            (renewed.session.name.as_str(), renewed.session.role.as_str()),
            ("Ada L.", "moderator")
        );
        assert_eq!(
            sessions::open(&test.world, &renewed.token),
            Some(Opened::Fresh(renewed.session))
        );
        assert_eq!(
            sessions::list(&test.world, stale.user).await.unwrap()[0].used_at,
            test.world.now()
        );

        // used a day before its end, it goes on; not used, it does not
        test.outside.pass_seconds(SESSION_SECONDS - 86_400);
        assert!(sessions::renew(&test.world, &stale).await.unwrap().is_some());
        test.outside.pass_seconds(SESSION_SECONDS);
        assert!(sessions::renew(&test.world, &stale).await.unwrap().is_none());
        let swept = service::sweep::run(&test.world).await.unwrap();
        assert_eq!((swept.forgotten, test.count("sessions").await), (1, 0));
    });
}

#[test]
fn a_session_ends_after_a_year_however_often_it_is_used() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let renewed = || async { sessions::renew(&test.world, &ada).await.unwrap().is_some() };
        for _ in 0..14 {
            test.outside.pass_seconds(26 * 86_400);
            assert!(renewed().await);
        }
        test.outside.pass_seconds(86_400);
        assert!(!renewed().await);
    });
}

#[test]
fn a_session_that_was_signed_out_is_not_renewed() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let phone = on_phone(&test, "ada").await;
        sign_out_elsewhere(&test.world, &ada).await.unwrap();
        assert!(sessions::renew(&test.world, &phone).await.unwrap().is_none());
        assert!(sessions::renew(&test.world, &ada).await.unwrap().is_some());
    });
}
