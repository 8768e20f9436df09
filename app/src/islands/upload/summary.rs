//! All uploads in one sentence, for those who cannot watch the tiles.

use super::tile::Stage;

/// How many photos there are, and how they fare. Nothing while there are none.
pub(crate) fn summary(stages: &[Stage]) -> String {
    let count = |wanted: &[Stage]| stages.iter().filter(|stage| wanted.contains(stage)).count();
    let all = stages.len();
    let parts = [
        (count(&[Stage::Ready]), "ready"),
        (count(&[Stage::Queued, Stage::Processing]), "being processed"),
        (count(&[Stage::Duplicate]), "here already"),
        (count(&[Stage::Failed]), "failed"),
    ];
    if all == 0 {
        return String::new();
    }
    let mut sentence = format!("{all} {}", if all == 1 { "photo" } else { "photos" });
    for (index, (number, what)) in parts.into_iter().filter(|(number, _)| *number > 0).enumerate() {
        let mark = if index == 0 { ": " } else { ", " };
        sentence.push_str(&format!("{mark}{number} {what}"));
    }
    sentence + "."
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
