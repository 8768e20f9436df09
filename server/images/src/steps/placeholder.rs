//! Works out what can be said about the picture: the placeholder, its colours, and a hash of how it looks.

use crate::{apart::message::Message, facts::Facts, fault::Fault, piece::Piece};

/// Works out the facts, from the smallest size.
///
/// # Errors
/// Never for a picture that was decoded.
pub fn run(piece: &mut Piece<'_>) -> Result<(), Fault> {
    let facts = piece.sizes.last().map(Facts::of).unwrap_or_default();
    piece.tell(&Message::Facts(facts))
}
