//! Whether a report can be believed: what it says has to be what the ticket asked for, in the form that is agreed.
//!
//! The image service is ours, but it works on strangers' files. What it says is shown on pages and written to the database, so
//! it is checked like anything else that arrives.

use domain::{
    limits::MAX_SIDE,
    photo::Place,
    rendition::{Rendition, Slot},
    ticket::{Done, SmallerOriginal, Ticket},
};

/// The most colours of a report.
const MAX_COLOURS: usize = 5;

/// How far from the sea's level a camera can be, in metres.
const MAX_ALTITUDE: f64 = 100_000.0;

/// Whether this report answers this ticket.
///
/// # Errors
/// What is wrong with it, for the log.
pub(crate) fn check(ticket: &Ticket, done: &Done) -> Result<(), &'static str> {
    let rules = [
        (
            done.photo == ticket.photo && done.attempt == ticket.attempt,
            "it is about another job",
        ),
        (is_side(done.width) && is_side(done.height), "its size is none"),
        (
            renditions_fit(ticket, &done.renditions),
            "its renditions are not those asked for",
        ),
        (
            done.colours.len() <= MAX_COLOURS && done.colours.iter().all(|colour| is_colour(colour)),
            "its colours are none",
        ),
        (
            done.perceptual_hash.as_deref().is_none_or(|hash| is_hex(hash, 16)),
            "its perceptual hash is none",
        ),
        (done.place.is_none_or(is_place), "its place is nowhere"),
        (
            done.smaller_original
                .as_ref()
                .is_none_or(|copy| copy_fits(ticket, copy)),
            "its smaller original was not asked for, or is not smaller",
        ),
        (
            done.bare.as_ref().is_none_or(|bare| bare.fits(ticket.original.bytes)),
            "what it takes of the original is not there",
        ),
    ];
    rules
        .into_iter()
        .find(|(holds, _)| !holds)
        .map_or(Ok(()), |(_, what)| Err(what))
}

fn is_side(side: u32) -> bool {
    (1..=MAX_SIDE).contains(&side)
}

/// At least one, each of a slot that was asked for, and each slot once.
fn renditions_fit(ticket: &Ticket, renditions: &[Rendition]) -> bool {
    let asked = ticket.slots();
    let fits = |(index, made): (usize, &Rendition)| {
        let slot = Slot::named(&made.slot).filter(|slot| asked.contains(slot));
        let first = renditions.iter().take(index).all(|other| other.slot != made.slot);
        first
            && made.bytes > 0
            && is_side(made.height)
            && slot.is_some_and(|slot| (1..=slot.width).contains(&made.width) && slot.media_type == made.media_type)
    };
    !renditions.is_empty() && renditions.iter().enumerate().all(fits)
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| is_hex(digits, 6))
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A range holds no NaN, and no infinity.
fn is_place(place: Place) -> bool {
    (-90.0..=90.0).contains(&place.latitude)
        && (-180.0..=180.0).contains(&place.longitude)
        && place
            .altitude
            .is_none_or(|metres| (-MAX_ALTITUDE..=MAX_ALTITUDE).contains(&metres))
}

fn copy_fits(ticket: &Ticket, copy: &SmallerOriginal) -> bool {
    ticket.wishes.smaller_original.is_some()
        && copy.bytes > 0
        && copy.saved > 0
        && ticket.original.bytes.checked_sub(copy.bytes) == Some(copy.saved)
        && is_hex(&copy.sha256, 64)
        && copy.bare.as_ref().is_none_or(|bare| bare.fits(copy.bytes))
}
