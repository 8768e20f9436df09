//! Works out what can be said about the picture: the placeholder, its colours, and a hash of how it looks.

use crate::{facts::Facts, fault::Fault, pipeline::Work};

/// Works out the facts, from the smallest size.
///
/// # Errors
/// Never for a picture that was decoded.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    work.facts = work.sizes.last().map(Facts::of).unwrap_or_default();
    Ok(())
}
