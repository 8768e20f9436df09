//! The audit: what is missing in storage or has another size is found, once a round, and nothing is changed.
#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod support;

use domain::{
    access::{Role, Viewer},
    photo::Visibility,
    plan::Resource,
    rendition::SLOTS,
    storage::{Bucket, StorageKey},
};
use service::{
    audit::{Audit, LOOKS, Looked, found, run as audit},
    photos::delete,
};
use support::{Test, report, run, token_of};

/// As the image service does: renditions of the sizes that its report says.
fn images_write(test: &Test, bucket: Bucket) {
    let outside = test.outside.clone();
    test.outside.images_answer(move |ticket| {
        for slot in SLOTS {
            let key = StorageKey::Rendition(token_of(ticket), ticket.attempt, slot);
            outside.write_bytes(bucket, key, &[0; 10]);
        }
        Ok((200, serde_json::to_string(&report(ticket)).unwrap()))
    });
}

async fn ready(test: &Test, owner: Viewer, bytes: &[u8], visibility: Visibility) -> domain::id::PhotoId {
    let photo = test.upload_as(owner, bytes, visibility).await.id;
    images_write(test, Bucket::of_renditions(visibility));
    service::process::handle(&test.world, photo).await;
    photo
}

async fn findings(test: &Test, root: Viewer) -> Audit {
    found(&test.world, root).await.unwrap().unwrap()
}

/// A whole round; gives how many objects it has looked at.
async fn round(test: &Test) -> u64 {
    let mut objects = 0;
    loop {
        test.outside.pass_seconds(3600);
        let looked = audit(&test.world).await.unwrap();
        objects += looked.objects;
        if looked.ended {
            return objects;
        }
    }
}

#[test]
fn what_is_missing_or_another_is_found_and_forgotten_once_it_is_right() {
    run(async {
        let test = Test::new();
        let (ada, root) = (test.user("ada").await, test.staff("chief", Role::Admin).await);
        let photo = ready(&test, ada, b"one", Visibility::Public).await;
        ready(&test, ada, b"two", Visibility::Private).await;
        test.upload(ada, b"waiting").await;
        assert_eq!(round(&test).await, 6 + 6 + 1);
        assert!(findings(&test, root).await.findings.is_empty());

        let before = {
            let mut files = test.outside.files.lock().unwrap();
            let before = files.clone();
            let of_photo = |name: &&(bool, String)| name.0 && name.1.ends_with("w640.webp");
            let missing = files.keys().find(of_photo).unwrap().clone();
            files.remove(&missing);
            let original = files
                .iter_mut()
                .find(|(_, bytes)| bytes.as_slice() == b"one")
                .unwrap()
                .1;
            original.push(0);
            before
        };
        let after = test.outside.files.lock().unwrap().clone();
        round(&test).await;
        let audit = findings(&test, root).await;
        let mut told: Vec<_> = audit
            .findings
            .iter()
            .map(|finding| (finding.photo_id, &*finding.object, finding.expected, finding.found))
            .collect();
        told.sort();
        assert_eq!(
            told,
            [(photo, "original", Some(3), Some(4)), (photo, "w640", Some(10), None)]
        );
        assert_eq!(audit.state.last_looked_at, 13);
        assert_eq!(*test.outside.files.lock().unwrap(), after, "it changes nothing");

        *test.outside.files.lock().unwrap() = before;
        round(&test).await;
        assert!(findings(&test, root).await.findings.is_empty());
        // a finding goes with its photo
        test.outside.files.lock().unwrap().clear();
        round(&test).await;
        assert!(!findings(&test, root).await.findings.is_empty());
        test.sql("delete from photos").await.unwrap();
        assert_eq!(test.count("audit_findings").await, 0);
    });
}

#[test]
fn a_run_looks_at_so_many_and_a_round_at_all() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        for number in 0..40_u8 {
            ready(&test, ada, &[number], Visibility::Unlisted).await;
        }
        let (mut objects, mut runs) = (0, 0);
        loop {
            let looked = audit(&test.world).await.unwrap();
            assert!(looked.objects <= LOOKS as u64, "{looked:?}");
            objects += looked.objects;
            runs += 1;
            if looked.ended {
                break;
            }
        }
        assert_eq!((objects, runs), (240, 10));
        assert_eq!(round(&test).await, 240, "the next one begins again");
    });
}

/// What changes while it is looked at is no finding: it is looked at the next time.
#[test]
fn a_photo_that_changes_meanwhile_is_no_finding() {
    run(async {
        let test = Test::new();
        let (ada, root) = (test.user("ada").await, test.staff("chief", Role::Admin).await);
        ready(&test, ada, b"one", Visibility::Public).await;
        test.outside.files.lock().unwrap().retain(|(public, _), _| !public);
        for change in ["set attempt = attempt + 1", "set deleted_at = 1"] {
            *test.db.meanwhile.lock().unwrap() = Some((
                "where id = ?1 and deleted_at is null",
                format!("update photos {change}"),
            ));
            assert_eq!(audit(&test.world).await.unwrap().findings, 0, "{change}");
        }
        assert!(findings(&test, root).await.findings.is_empty());
    });
}

#[test]
fn storage_that_does_not_answer_is_no_finding_and_stops_it_where_it_is() {
    run(async {
        let test = Test::new();
        let (ada, root) = (test.user("ada").await, test.staff("chief", Role::Admin).await);
        ready(&test, ada, b"one", Visibility::Public).await;
        let broken = |yes| {
            test.outside
                .storage_broken
                .store(yes, std::sync::atomic::Ordering::SeqCst)
        };
        broken(true);
        assert!(audit(&test.world).await.is_err());
        broken(false);
        assert_eq!(findings(&test, root).await.state.looked_at, 0);
        let whole = Looked {
            objects: 6,
            findings: 0,
            ended: true,
        };
        assert_eq!(audit(&test.world).await.unwrap(), whole);
    });
}

#[test]
fn it_gives_way_while_reads_are_nearly_used_up() {
    run(async {
        let test = Test::with(&[("PLAN", "class_b=1000")]);
        let ada = test.user("ada").await;
        ready(&test, ada, b"one", Visibility::Public).await;
        test.world.meter.measure(Resource::ClassB, 949);
        assert_eq!(audit(&test.world).await.unwrap().objects, 6);
        test.world.meter.measure(Resource::ClassB, 950);
        assert_eq!(audit(&test.world).await.unwrap(), Looked::default());
        // the next month begins 17 days later
        service::meter::write(&test.world).await.unwrap();
        test.outside.pass_seconds(17 * 86_400);
        assert_eq!(audit(&test.world).await.unwrap().objects, 6);
    });
}

#[test]
fn deleted_photos_are_not_looked_at_and_nobody_but_admins_is_told() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = ready(&test, ada, b"one", Visibility::Public).await;
        delete(&test.world, ada, photo).await.unwrap();
        assert_eq!(round(&test).await, 0);
        for viewer in [Viewer::Anonymous, ada, test.staff("mod", Role::Moderator).await] {
            assert_eq!(found(&test.world, viewer).await.unwrap(), None);
        }
    });
}
