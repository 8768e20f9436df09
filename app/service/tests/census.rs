//! What is stored, added up from the database in slices.

mod support;

use domain::{access::Viewer, photo::Visibility, plan::Resource};
use service::{
    census::{run as run_census, run_in_slices_of},
    meter::{standing, write},
    photos::delete,
};
use support::{Test, run};

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn stored(test: &Test) -> u64 {
    standing(&test.world).await.unwrap().used.of(Resource::StoredBytes)
}

/// Lets a minute pass, so that what is known is asked for again.
async fn stored_now(test: &Test) -> u64 {
    test.outside.pass_seconds(61);
    stored(test).await
}

/// Three photos of 1000 bytes each; of each, five renditions of 10 bytes.
async fn three(test: &Test, owner: Viewer) {
    for number in 0..3 {
        test.ready(owner, &[number; 1000], Visibility::Unlisted).await;
    }
}

#[test]
fn a_census_finds_what_is_stored_and_not_what_is_gone() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        three(&test, ada).await;
        run_census(&test.world).await.unwrap();
        assert_eq!(stored_now(&test).await, 3 * 1050);

        let photo = test.ready(ada, &[9; 500], Visibility::Public).await;
        write(&test.world).await.unwrap();
        let before = stored_now(&test).await;
        delete(&test.world, ada, photo.id).await.unwrap();
        assert_eq!(
            stored_now(&test).await,
            before,
            "what is deleted is not taken off at once"
        );
        run_census(&test.world).await.unwrap();
        assert_eq!(stored_now(&test).await, 3 * 1050);
    });
}

#[test]
fn it_goes_on_where_it_was_and_counts_what_comes_meanwhile() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        three(&test, ada).await;
        for round in 0..3 {
            run_in_slices_of(&test.world, 1).await.unwrap();
            test.outside.pass_seconds(3600);
            if round == 1 {
                // this much is said to be stored while the census goes on
                test.world.meter.count(Resource::StoredBytes, 70);
                write(&test.world).await.unwrap();
            }
        }
        // the end of the photos, of the settings, and of the census
        run_in_slices_of(&test.world, 1).await.unwrap();
        assert_eq!(stored_now(&test).await, 3 * 1050 + 70);
        // the next one finds that it is not there
        run_census(&test.world).await.unwrap();
        assert_eq!(stored_now(&test).await, 3 * 1050);
    });
}

#[test]
fn a_census_of_nothing_finds_nothing() {
    run(async {
        let test = Test::new();
        test.world.meter.count(Resource::StoredBytes, 5);
        write(&test.world).await.unwrap();
        run_census(&test.world).await.unwrap();
        assert_eq!(stored_now(&test).await, 0);
    });
}

#[test]
fn old_days_are_forgotten() {
    run(async {
        let test = Test::new();
        write(&test.world).await.unwrap();
        test.outside.pass_seconds(401 * 86_400);
        run_census(&test.world).await.unwrap();
        assert_eq!(test.count("usage").await, 1);
    });
}
