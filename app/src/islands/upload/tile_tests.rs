//! An upload's way from file to photo, and off it.

use super::*;

fn photo(state: PhotoState, reason: Option<&str>) -> Photo {
    Photo {
        id: "1".into(),
        state,
        reason: reason.map(str::to_owned),
        url: "/photos/1".into(),
        picture: None,
    }
}

fn after(news: impl IntoIterator<Item = News>) -> Tile {
    let mut tile = Tile::new();
    news.into_iter().for_each(|news| tile.note(news));
    tile
}

fn seen(state: PhotoState) -> News {
    News::Seen(photo(state, None), 500)
}

#[test]
fn a_photo_goes_from_waiting_to_ready() {
    let mut tile = Tile::new();
    let mut stages = vec![tile.stage.as_str()];
    for news in [
        News::Begins,
        News::Sent(43),
        seen(PhotoState::Queued),
        seen(PhotoState::Processing),
        seen(PhotoState::Ready),
    ] {
        tile.note(news);
        stages.push(tile.stage.as_str());
    }
    assert_eq!(
        stages,
        ["waiting", "hashing", "sending", "queued", "processing", "ready"]
    );
    assert_eq!(tile.text(), "Ready");
}

#[test]
fn progress_is_said_in_whole_per_cent() {
    assert_eq!(after([News::Begins, News::Sent(43)]).text(), "Sending, 43 %");
}

#[test]
fn a_file_that_cannot_be_taken_is_not_tried_again() {
    let tile = after([News::Refused("Too large.".into())]);
    assert_eq!(
        (tile.stage, tile.again, tile.text().as_str()),
        (Stage::Failed, Again::Never, "Too large.")
    );
}

#[test]
fn a_lost_file_is_sent_again_from_the_beginning() {
    let mut tile = after([News::Begins, News::Sent(50), News::Lost("Gone.".into())]);
    assert_eq!((tile.stage, tile.again), (Stage::Failed, Again::Send));
    tile.note(News::Waits);
    assert_eq!(tile, Tile::new());
}

#[test]
fn a_stored_photo_that_failed_is_processed_again_not_sent() {
    let failed = News::Seen(photo(PhotoState::Failed, Some("No pixels.")), 500);
    let mut tile = after([seen(PhotoState::Queued), failed]);
    assert_eq!((tile.again, tile.text().as_str()), (Again::Process, "No pixels."));
    tile.note(seen(PhotoState::Queued));
    assert_eq!((tile.stage, tile.again), (Stage::Queued, Again::Never));
}

#[test]
fn a_long_wait_is_explained() {
    let tile = after([News::Seen(photo(PhotoState::Queued, None), PATIENCE)]);
    assert_eq!(tile.text(), "Waiting for the image service. Your photo is safe.");
    assert_eq!(tile.stage, Stage::Queued);
}

#[test]
fn a_known_photo_leads_to_the_one_there_is() {
    let tile = after([News::Begins, News::Known(photo(PhotoState::Ready, None))]);
    assert_eq!(tile.stage.as_str(), "duplicate");
    assert!(tile.photo.is_some());
}

#[test]
fn a_known_photo_that_is_still_processed_is_followed_as_a_known_one() {
    let known = |state| News::Known(photo(state, None));
    let tile = after([known(PhotoState::Processing), known(PhotoState::Ready)]);
    assert_eq!(tile.stage, Stage::Duplicate);
    let failed = after([known(PhotoState::Failed)]);
    assert_eq!(
        (failed.stage, failed.text().as_str()),
        (
            Stage::Duplicate,
            "You already have this photo, but it could not be processed. Open it to try again."
        )
    );
}

#[test]
fn only_what_is_not_stored_here_is_taken_out_of_the_list() {
    assert!(Tile::new().is_removable());
    assert!(after([News::Begins, News::Sent(5)]).is_removable());
    assert!(after([News::Known(photo(PhotoState::Ready, None))]).is_removable());
    assert!(!after([seen(PhotoState::Queued)]).is_removable());
}

#[test]
fn only_a_photo_of_its_own_is_written_about() {
    assert!(Tile::new().is_own_photo());
    assert!(after([News::Lost("Gone.".into())]).is_own_photo());
    assert!(!after([News::Refused("Too large.".into())]).is_own_photo());
    assert!(!after([News::Known(photo(PhotoState::Ready, None))]).is_own_photo());
}
