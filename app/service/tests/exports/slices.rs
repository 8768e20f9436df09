//! Many small photos: a part of the upload is put together from slices, each of which fits into a step.

use crate::{
    helpers::{bytes, deliver, exported, photo, stored, unzipped},
    support::{Test, run},
};
use domain::session::Session;
use service::{
    export::{self, Progress},
    sql::{self, exports::Problem},
};

const MANY: usize = 260;

pub(crate) async fn with_many_photos(test: &Test) -> Session {
    let ada = test.signed_up("ada").await.session;
    for number in 0..MANY {
        photo(test, &ada, "", &bytes(number, 10 + number), true).await;
    }
    ada
}

#[test]
fn every_photo_is_in_it_and_no_slice_is_left() {
    run(async {
        let test = Test::new();
        let ada = with_many_photos(&test).await;
        let files = unzipped(&exported(&test, &ada).await);
        assert_eq!(files.len(), 2 + 2 * MANY);
        let photos = files.iter().filter(|(name, _)| name.ends_with(".jpg"));
        let mut contents: Vec<&Vec<u8>> = photos.map(|(_, content)| content).collect();
        contents.sort_by_key(|content| content.len());
        let expected: Vec<Vec<u8>> = (0..MANY).map(|number| bytes(number, 10 + number)).collect();
        assert!(contents.into_iter().eq(&expected), "another content");
        assert_eq!(test.outside.open_uploads(), 0);
    });
}

/// No step opens more files than it may: what is more than that goes into the part by way of slices.
#[test]
fn a_part_of_many_files_is_made_of_slices() {
    run(async {
        let test = Test::new();
        let ada = with_many_photos(&test).await;
        exported(&test, &ada).await;
        let id = export::current(&test.world, &ada).await.unwrap().unwrap().id;
        let row = test.world.db.run(sql::exports::by_id(id)).await.unwrap().rows.remove(0);
        assert_eq!(row["slices_made"], 1);
        assert_eq!(test.count("export_parts").await, 1);
    });
}

/// Slices are removed before the export is ready, or it is not.
#[test]
fn slices_that_cannot_be_removed_do_not_stay_behind() {
    run(async {
        let test = Test::new();
        let ada = with_many_photos(&test).await;
        export::begin(&test.world, &ada).await.unwrap();
        test.outside.storage_works_for(0);
        deliver(&test, &test.world).await;
        assert_eq!(stored(&test).len(), 2, "{:?}", stored(&test));
        let shown = export::current(&test.world, &ada).await.unwrap().unwrap();
        assert_eq!(shown.progress, Progress::Failed(Problem::Broken));
        test.outside.storage_works();
        export::remove(&test.world, &ada, shown.id).await.unwrap();
        assert_eq!(stored(&test), Vec::<String>::new());
    });
}
