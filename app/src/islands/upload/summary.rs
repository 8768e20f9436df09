//! All uploads in one sentence, for those who cannot watch the tiles.

use super::tile::Stage;
use crate::catalogue::{UploadWords, fill, number};

/// How many photos there are, and how they fare. Nothing while there are none.
pub(crate) fn summary(stages: &[Stage], unsaved: usize) -> String {
    let count = |wanted: &[Stage]| stages.iter().filter(|stage| wanted.contains(stage)).count();
    let (all, words) = (stages.len(), UploadWords::here());
    let parts = [
        (count(&[Stage::Ready]), words.count_ready),
        (count(&[Stage::Queued, Stage::Processing]), words.count_processing),
        (count(&[Stage::Duplicate]), words.count_duplicate),
        (count(&[Stage::Failed]), words.count_failed),
        (unsaved, words.count_unsaved),
    ];
    if all == 0 {
        return String::new();
    }
    let mut sentence = number(all, words.photos_one, words.photos_many);
    for (index, (number, what)) in parts.into_iter().filter(|(number, _)| *number > 0).enumerate() {
        sentence.push_str(if index == 0 { words.colon } else { words.comma });
        sentence.push_str(&fill(what, &[("n", &number.to_string())]));
    }
    sentence + words.stop
}

/// How long the rest will take, to be said after something else. Nothing where it is as good as done.
pub(crate) fn time_left(seconds: u32) -> String {
    let words = UploadWords::here();
    let text = match seconds {
        0..10 => return String::new(),
        10..60 => words.left_under_a_minute.to_owned(),
        _ => number(seconds.div_ceil(60) as usize, words.left_one, words.left_many),
    };
    format!("{}{text}", words.comma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_there_is_is_counted() {
        assert_eq!(summary(&[], 0), "");
        assert_eq!(summary(&[Stage::Sending], 0), "1 photo.");
        assert_eq!(
            summary(
                &[Stage::Ready, Stage::Ready, Stage::Queued, Stage::Failed, Stage::Waiting],
                1
            ),
            "5 photos: 2 ready, 1 being processed, 1 failed, the texts of 1 not saved."
        );
    }

    #[test]
    fn the_time_left_is_rough() {
        assert_eq!(time_left(4), "");
        assert_eq!(time_left(30), ", less than a minute left");
        assert_eq!(time_left(61), ", about 2 minutes left");
    }
}
