//! Sends the photographs with what is written about them, in the order of the manifest: the last one is the newest.

use super::{
    api::Api,
    manifest::Photo,
    photographs::{File, Photographs},
};
use crate::fault::Result;
use std::collections::HashMap;

/// A photo on the site that is not known to be ready.
pub(crate) struct Sent<'a> {
    pub(crate) title: &'a str,
    pub(crate) token: &'a str,
    pub(crate) id: String,
}

/// Sends every photo whose package still has it. What is there already is only described anew.
pub(crate) fn all<'a>(
    api: &Api,
    photographs: &Photographs<'_>,
    photos: &'a [Photo],
    tokens: &'a HashMap<String, String>,
) -> Result<Vec<Sent<'a>>> {
    let mut sent = Vec::new();
    let mut known = 0;
    for (index, photo) in photos.iter().enumerate() {
        let Some(file) = photographs.read(photo)? else {
            println!("  {} is not in this version of {}", photo.file, photo.package);
            continue;
        };
        let (one, new) = one(api, photo, &file, tokens)?;
        if new {
            println!("  {:>2} of {}  {}", index + 1, photos.len(), photo.title);
        } else {
            known += 1;
        }
        sent.push(one);
    }
    if known > 0 {
        println!("  {known} were there already");
    }
    Ok(sent)
}

fn one<'a>(api: &Api, photo: &'a Photo, file: &File, tokens: &'a HashMap<String, String>) -> Result<(Sent<'a>, bool)> {
    let token = tokens
        .get(&photo.member)
        .ok_or_else(|| format!("there is no member {:?} in members.json", photo.member))?;
    let answer = api.send(token, photo, file)?;
    api.describe(token, &answer.id, photo)?;
    let sent = Sent {
        title: &photo.title,
        token,
        id: answer.id,
    };
    Ok((sent, answer.new))
}
