//! API tokens for the demo's members, who are made if need be.

use super::manifest::Member;
use crate::{
    fault::Result,
    place::Place,
    serve::Options,
    token::{self, Profile},
};
use std::collections::HashMap;

/// A token for each handle.
pub(crate) fn of(place: &Place, options: &Options, members: &[Member]) -> Result<HashMap<String, String>> {
    let mut tokens = HashMap::new();
    let mut sql = String::new();
    for member in members {
        let profile = Profile {
            handle: &member.handle,
            name: &member.name,
        };
        let issued = token::issue(place, &member.email(), Some(profile), None)?;
        sql.push_str(&issued.sql);
        tokens.insert(member.handle.clone(), issued.token);
    }
    token::execute(place, options, &sql)?;
    Ok(tokens)
}
