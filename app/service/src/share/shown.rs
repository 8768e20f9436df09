//! A photo as a link shows it.

use crate::{
    World,
    read::{rendition_views, view},
    sql::{photos::PhotoRow, share_links::LinkRow},
};
use domain::{
    access::{Viewer, may_download_by_link},
    download::Form,
    id::PhotoId,
    photo::Visibility,
    share::{Pass, Purpose, SharedFile},
    time::Timestamp,
    view::PhotoView,
};
use uuid::Uuid;

/// A photo as a link shows it. It is nothing that can be serialised, so no API can come to hold it.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedPhoto {
    /// The photo. It has no id and no address of its own here, its files have addresses that end with the link, and its
    /// visibility is that of whatever has a link.
    pub photo: PhotoView,
    /// Whether its files are offered to be kept.
    pub may_download: bool,
    /// When the link ends.
    pub expires: Timestamp,
    /// The pass for the page's cookie, if somebody was let in just now.
    pub pass: Option<String>,
}

/// Of a row that the link shows.
pub(super) fn shown(world: &World, link: &LinkRow, row: PhotoRow, pass: Option<String>) -> SharedPhoto {
    let now = world.now();
    let media_pass = Pass::new(link.id, Purpose::Media, now).issue(&world.config.session_key);
    let grant = link.grant();
    let renditions = rendition_views(&row, |slot| SharedFile::Rendition(slot).path(&media_pass));
    let original = row.form_for(|form| may_download_by_link(form, row.subject(), grant, now));
    let original = original.map(|form| match form {
        Form::Whole => SharedFile::Original,
        Form::Bare => SharedFile::Bare,
    });
    // as somebody sees it who is nobody in particular
    let seen = view(&world.config, Viewer::Anonymous, row);
    SharedPhoto {
        photo: PhotoView {
            id: PhotoId::new(Uuid::nil()),
            url: String::new(),
            visibility: Visibility::Unlisted,
            taken_at: seen.taken_at.filter(|_| !grant.hide_metadata),
            camera: seen.camera.filter(|_| !grant.hide_metadata),
            preview: None,
            renditions,
            original: original.map(|file| file.path(&media_pass)),
            ..seen
        },
        may_download: grant.may_download,
        expires: grant.expires,
        pass,
    }
}
