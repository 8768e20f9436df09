//! Watermarks, as tickets ask for them.

use crate::support::{
    Picture, World,
    picture::{BLUE, RED, assert_near},
    writers::{Extras, Png, jpeg, png},
};
use domain::{
    reason::Reason,
    ticket::{Mark, Report, Ticket, Watermark},
    watermark::{MAX_MARK_BYTES, Position, Style},
};

const STYLE: Style = Style {
    position: Position::Centre,
    opacity: 100,
    scale: 50,
    tiled: false,
};

/// What is stored for a ticket, by slot: the middle and a corner.
fn middle_and_corner(world: &World, ticket: &Ticket) -> Vec<(String, [[u8; 4]; 2])> {
    let Report::Done(done) = world.send(ticket).report() else {
        panic!("it was not done")
    };
    let stored = world.storage.stored();
    let look = |slot: &str| {
        let picture = Picture::decode(&stored[slot].bytes);
        [picture.at(picture.width / 2, picture.height / 2), picture.at(2, 2)]
    };
    done.renditions
        .iter()
        .map(|rendition| (rendition.slot.clone(), look(&rendition.slot)))
        .collect()
}

#[test]
fn a_picture_lies_on_every_rendition() {
    let world = World::new();
    let mark = png(&Picture::flat(40, 40, BLUE), Png::Rgba, &Extras::default());
    let picture = world.ticket(&mark).original;
    let mut ticket = world.ticket(&jpeg(&Picture::flat(1300, 900, RED)));
    ticket.wishes.watermark = Some(Watermark {
        mark: Mark::Picture(picture),
        style: STYLE,
    });
    let looks = middle_and_corner(&world, &ticket);
    assert_eq!(looks.len(), 5);
    for (slot, found) in looks {
        assert_near(&found, &[BLUE, RED], 12, &slot);
    }
}

#[test]
fn a_text_changes_the_middle_and_nothing_else() {
    let world = World::new();
    let photo = jpeg(&Picture::flat(640, 480, RED));
    let plain = world.make(&photo);
    let mut ticket = world.ticket(&photo);
    ticket.wishes.watermark = Some(Watermark {
        mark: Mark::Text("© Ada Lovelace".to_owned()),
        style: STYLE,
    });
    world.send(&ticket).report();
    let marked = Picture::decode(&world.storage.stored()["w640"].bytes);
    let plain = plain.slot("w640");
    let differs = |x: u32, y: u32| {
        let (one, other) = (marked.at(x, y), plain.at(x, y));
        one.iter().zip(other).any(|(a, b)| a.abs_diff(b) > 40)
    };
    let rows = |from: u32, to: u32| (from..to).flat_map(|y| (0..640).map(move |x| (x, y)));
    assert!(rows(200, 280).filter(|(x, y)| differs(*x, *y)).count() > 500);
    assert!(!rows(0, 150).any(|(x, y)| differs(x, y)));
}

#[test]
fn a_mark_that_is_not_what_the_ticket_says_is_no_verdict_on_the_photo() {
    let world = World::new();
    let mark = png(&Picture::flat(40, 40, BLUE), Png::Rgba, &Extras::default());
    let mut other = world.ticket(&mark).original;
    other.sha256 = "0".repeat(64);
    let mut large = world.ticket(&mark).original;
    large.bytes = MAX_MARK_BYTES + 1;
    for picture in [other, large] {
        let mut ticket = world.ticket(&jpeg(&Picture::flat(90, 60, RED)));
        ticket.wishes.watermark = Some(Watermark {
            mark: Mark::Picture(picture),
            style: STYLE,
        });
        assert_eq!(world.send(&ticket).status, 503);
    }
    assert!(world.storage.stored().is_empty());
}

#[test]
fn a_mark_that_cannot_be_drawn_is_a_reason_of_its_own() {
    let world = World::new();
    let mut torn = png(&Picture::noise(40, 40), Png::Rgba, &Extras::default());
    // its chunks are whole, its pixels are not
    torn[60..200].fill(0);
    let marks = [Mark::Picture(world.ticket(&torn).original), Mark::Text("海".to_owned())];
    for mark in marks {
        let mut ticket = world.ticket(&jpeg(&Picture::flat(90, 60, RED)));
        ticket.wishes.watermark = Some(Watermark { mark, style: STYLE });
        let reason = Reason::Watermark;
        assert_eq!(world.send(&ticket).report(), Report::Failed { reason });
    }
    assert!(world.storage.stored().is_empty());
}
