//! What is written about an upload before, while and after it is sent.

use super::*;

fn draft() -> Draft {
    let mut given = Fields::default();
    given.set(Field::Visibility, "private");
    given.set(Field::Tags, "sea");
    Draft::new(given)
}

fn texts(changes: &[(Field, String)]) -> Vec<(&'static str, &str)> {
    changes
        .iter()
        .map(|(field, text)| (field.name(), text.as_str()))
        .collect()
}

#[test]
fn what_is_written_before_goes_with_the_upload() {
    let mut draft = draft();
    draft.write(Field::Title, "Pier");
    assert_eq!(
        texts(&draft.goes()),
        [("visibility", "private"), ("title", "Pier"), ("tags", "sea")]
    );
    assert!(!draft.is_unsaved());
    assert_eq!(draft.begin(), None);
}

#[test]
fn what_is_written_meanwhile_is_saved_afterwards() {
    let mut draft = draft();
    draft.goes();
    draft.write(Field::Alt, "A pier at dawn");
    draft.write(Field::Tags, "");
    let changes = draft.begin().unwrap();
    assert_eq!(texts(&changes), [("tags", ""), ("alt", "A pier at dawn")]);
    assert_eq!(draft.begin(), None, "one after the other");
    draft.write(Field::Alt, "A pier at dusk");
    draft.saved(&changes);
    assert_eq!(texts(&draft.begin().unwrap()), [("alt", "A pier at dusk")]);
}

#[test]
fn what_is_refused_stays_written_and_can_be_saved_again() {
    let mut draft = draft();
    draft.goes();
    draft.write(Field::Tags, "far too many");
    draft.begin().unwrap();
    draft.refused("Too many.".into());
    assert_eq!(draft.saving, Saving::Failed("Too many.".into()));
    assert_eq!(texts(&draft.begin().unwrap()), [("tags", "far too many")]);
}

#[test]
fn a_lost_upload_takes_everything_with_it_again() {
    let mut draft = draft();
    let first = draft.goes();
    draft.lost();
    assert!(!draft.is_unsaved(), "there is no photo that lacks something");
    assert_eq!(draft.goes(), first);
}

#[test]
fn what_is_written_between_two_tries_is_saved_if_the_first_had_arrived() {
    let mut draft = draft();
    draft.write(Field::Visibility, "public");
    draft.goes();
    draft.may_have_arrived();
    draft.lost();
    assert!(draft.may_be_stored() && !draft.is_unsaved());
    draft.write(Field::Visibility, "private");
    draft.write(Field::Title, "Pier");
    draft.goes();
    draft.arrived_before();
    let changes = draft.begin().unwrap();
    assert_eq!(texts(&changes), [("visibility", "private"), ("title", "Pier")]);
    draft.saved(&changes);
    assert!(!draft.is_unsaved());
}

#[test]
fn what_any_lost_try_lacks_is_saved_as_long_as_nobody_knows_which_arrived() {
    let mut draft = draft();
    for visibility in ["public", "private"] {
        draft.write(Field::Visibility, visibility);
        draft.goes();
        draft.may_have_arrived();
        draft.lost();
    }
    draft.goes();
    draft.arrived_before();
    let changes = draft.begin().unwrap();
    assert_eq!(texts(&changes), [("visibility", "private")]);
    draft.saved(&changes);
    assert!(!draft.is_unsaved());
}

#[test]
fn a_text_too_long_for_an_address_follows_the_upload() {
    let mut draft = draft();
    let long = "海".repeat(2000);
    draft.write(Field::Description, &long);
    draft.write(Field::Alt, "The sea");
    assert_eq!(draft.goes().last().unwrap().0, Field::Alt);
    assert_eq!(texts(&draft.begin().unwrap()), [("description", long.as_str())]);
}

#[test]
fn a_photo_that_was_there_keeps_its_own_unless_told_otherwise() {
    let mut untouched = draft();
    untouched.known();
    assert_eq!(
        (untouched.saving.clone(), untouched.is_unsaved()),
        (Saving::Quiet, false)
    );

    let mut draft = draft();
    draft.write(Field::Title, "Pier");
    draft.known();
    assert_eq!(draft.saving, Saving::Held);
    assert_eq!(texts(&draft.begin().unwrap()), [("title", "Pier")]);
}
