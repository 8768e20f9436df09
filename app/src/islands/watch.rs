//! Asks for a photo again and again until nothing more will happen to it.

use super::photo::Photo;
use crate::browser::{
    request::{Ask, send},
    wait,
};
use domain::photo::PhotoState;

/// The first pause, in milliseconds.
const FIRST_PAUSE: i32 = 500;
/// The longest pause. A photo may wait for hours, and every question is one of the plan's requests.
const LONGEST_PAUSE: i32 = 60_000;

/// Tells of every answer and of the milliseconds gone by, until the photo is ready or has failed. `None` if it is gone.
///
/// An answer that does not come is asked for again: the photo is safe, only the connection is not.
pub(super) async fn until_settled(id: &str, seen: impl Fn(Photo, i32)) -> Option<()> {
    let url = format!("/api/v1/photos/{id}");
    let (mut pause, mut gone_by) = (FIRST_PAUSE, 0);
    loop {
        wait::millis(pause).await.ok()?;
        gone_by += pause;
        pause = longer(pause);
        let Ok(answer) = send(Ask::plain("GET", &url), |_| {}).await else {
            continue;
        };
        if answer.status == 404 {
            return None;
        }
        if let Some(photo) = Photo::read(&answer.json) {
            let settled = matches!(photo.state, PhotoState::Ready | PhotoState::Failed);
            seen(photo, gone_by);
            if settled {
                return Some(());
            }
        }
    }
}

const fn longer(pause: i32) -> i32 {
    let next = pause + pause / 4;
    if next < LONGEST_PAUSE { next } else { LONGEST_PAUSE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_the_longest() {
        let pauses: Vec<i32> = std::iter::successors(Some(FIRST_PAUSE), |pause| Some(longer(*pause)))
            .take(30)
            .collect();
        assert!(pauses.is_sorted());
        assert_eq!(pauses.last(), Some(&LONGEST_PAUSE));
    }
}
