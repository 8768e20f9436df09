//! What is written about a photo, on its way to the site: with the upload, or as a change after it.

use super::{draft::Draft, fields::Field};
use crate::{
    browser::{
        Unable,
        request::{Ask, json_body, send},
    },
    catalogue::ConnectionWords,
    islands::upload::entry::Entry,
};
use js_sys::{Array, Object, Reflect, encode_uri_component};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;

/// The query of an upload.
pub(crate) fn query(texts: &[(Field, String)]) -> String {
    let pairs: Vec<String> = texts
        .iter()
        .map(|(field, text)| format!("{}={}", field.name(), encode_uri_component(text)))
        .collect();
    pairs.join("&")
}

/// Saves what is written about a stored photo and not saved yet. Before it is stored there is nothing to do: what is written
/// goes with it.
pub(crate) fn save(entry: &Entry) {
    let photo = entry
        .tile
        .with_untracked(|tile| tile.photo.as_ref().map(|photo| photo.id.clone()));
    let Some(id) = photo else { return };
    let Some(changes) = entry.draft.try_update(Draft::begin).flatten() else {
        return;
    };
    let entry = entry.clone();
    spawn_local(async move {
        let refusal = change(&id, &changes).await.err();
        let saved = refusal.is_none();
        entry.draft.update(|draft| match refusal {
            None => draft.saved(&changes),
            Some(sentence) => draft.refused(sentence),
        });
        if saved {
            // what was written meanwhile
            save(&entry);
        }
    });
}

/// # Errors
/// A sentence for the visitor.
async fn change(id: &str, changes: &[(Field, String)]) -> Result<(), String> {
    let lost = |_| ConnectionWords::here().lost.to_owned();
    let body = json(changes).and_then(|value| json_body(&value)).map_err(lost)?;
    let ask = Ask {
        method: "PATCH",
        url: &format!("/api/v1/photos/{id}"),
        headers: &[("content-type", "application/json".to_owned())],
        body: Some(&body),
    };
    match send(ask, |_| {}).await.map_err(lost)? {
        answer if answer.status == 200 => Ok(()),
        answer => Err(answer.refusal()),
    }
}

fn json(changes: &[(Field, String)]) -> Result<JsValue, Unable> {
    let object = Object::new();
    for (field, text) in changes {
        let text = JsValue::from(text);
        // the site takes tags apart where there are commas in them
        let value = if *field == Field::Tags {
            Array::of1(&text).into()
        } else {
            text
        };
        Reflect::set(&object, &field.name().into(), &value)?;
    }
    Ok(object.into())
}
