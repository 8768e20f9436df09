//! All uploads in one sentence, for those who cannot watch the tiles.

use super::tile::Stage;
use crate::catalogue::{UploadWords, fill, number};

/// How many photos there are, and how they fare. Nothing while there are none.
pub(crate) fn summary(stages: &[Stage]) -> String {
    let count = |wanted: &[Stage]| stages.iter().filter(|stage| wanted.contains(stage)).count();
    let (all, words) = (stages.len(), UploadWords::here());
    let parts = [
        (count(&[Stage::Ready]), words.count_ready),
        (count(&[Stage::Queued, Stage::Processing]), words.count_processing),
        (count(&[Stage::Duplicate]), words.count_duplicate),
        (count(&[Stage::Failed]), words.count_failed),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_there_is_is_counted() {
        assert_eq!(summary(&[]), "");
        assert_eq!(summary(&[Stage::Sending]), "1 photo.");
        assert_eq!(
            summary(&[Stage::Ready, Stage::Ready, Stage::Queued, Stage::Failed, Stage::Waiting]),
            "5 photos: 2 ready, 1 being processed, 1 failed."
        );
    }
}
