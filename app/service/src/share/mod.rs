//! Share links: what a photo's owner does with them, and what whoever has one sees.
//!
//! Only a hash of a link's secret is stored, as of an API token: its owner sees the link once, when it is made, and makes
//! another one when it is lost. So a copy of the database opens no photo.
//!
//! Nothing that a link shows names the photo's own id or its place in storage. Where the photo is unlisted, either would open
//! it also after the link has ended.

mod door;
mod manage;
mod shown;

pub use door::{Visit, click, media, unlock, visit};
pub use manage::{Wanted, create, list, open_links, revoke};
pub use shown::SharedPhoto;

use domain::{account::stretch_salt, id::PhotoId, seal::to_hex};

/// The salt with which the browser stretches the password of a photo's link, hexadecimal. It is the same for every link of the
/// photo, so that it is known before a link is; what is stored is salted again, at random.
#[must_use]
pub fn password_salt(site: &str, photo: PhotoId) -> String {
    to_hex(&stretch_salt(site, &format!("share:{photo}")))
}
