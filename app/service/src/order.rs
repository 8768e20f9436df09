//! What the image service is asked for: a photo's ticket, after its owner's settings.

use crate::{
    World,
    sql::{image_settings::MarkPicture, photos::PhotoRow},
};
use domain::{
    image_settings::{ImageSettings, MarkKind},
    licence::Licence,
    photo::Visibility,
    storage::{Bucket, StorageKey},
    ticket::{Credit, Mark, OriginalFile, RenditionTarget, Ticket, Watermark, Wishes},
    time::Timestamp,
};

/// The ticket of an attempt, as its owner's settings want it; `picture` is the one of their mark, if one is stored.
pub(crate) fn ticket(
    world: &World,
    row: &PhotoRow,
    settings: &ImageSettings,
    picture: Option<MarkPicture>,
    attempt: u32,
    now: Timestamp,
) -> Ticket {
    let signer = &world.config.presigner;
    let bucket = row.bucket();
    let renditions = settings.slots().into_iter().map(|slot| RenditionTarget {
        slot: slot.name.to_owned(),
        url: signer.put(now, bucket, StorageKey::Rendition(row.token, attempt, slot)),
    });
    Ticket {
        photo: row.id,
        attempt,
        original: OriginalFile {
            url: signer.get(now, Bucket::Private, row.original()),
            bytes: row.original_bytes.unwrap_or(row.bytes),
            sha256: row
                .original_sha256
                .clone()
                .or_else(|| row.sha256.clone())
                .unwrap_or_default(),
        },
        renditions: renditions.collect(),
        wishes: Wishes {
            watermark: watermark(world, row, settings, picture, now),
            credit: settings.credit.then(|| credit(row)),
            // a copy of a copy would lose a little each time
            smaller_original: (settings.smaller_original && row.original_attempt.is_none())
                .then(|| signer.put(now, Bucket::Private, StorageKey::SmallerOriginal(row.token, attempt))),
        },
    }
}

/// Only for public photos: who may see another one was chosen by its owner.
fn watermark(
    world: &World,
    row: &PhotoRow,
    settings: &ImageSettings,
    picture: Option<MarkPicture>,
    now: Timestamp,
) -> Option<Watermark> {
    if row.visibility != Visibility::Public {
        return None;
    }
    let mark = match settings.mark {
        MarkKind::None => return None,
        MarkKind::Text => Mark::Text(settings.text.clone()),
        MarkKind::Picture => {
            let picture = picture?;
            Mark::Picture(OriginalFile {
                url: world
                    .config
                    .presigner
                    .get(now, Bucket::Private, StorageKey::Mark(picture.token)),
                bytes: picture.bytes,
                sha256: picture.sha256,
            })
        }
    };
    Some(Watermark {
        mark,
        style: settings.style,
    })
}

/// Of what nobody holds the copyright, nobody is named as its holder.
fn credit(row: &PhotoRow) -> Credit {
    let rights = match row.licence {
        Licence::Cc0 | Licence::PublicDomain => row.licence.name().to_owned(),
        licence => format!("© {} {}. {}", year(row), row.name, licence.name()),
    };
    Credit {
        creator: row.name.clone(),
        rights,
        licence_url: row.licence.url().map(str::to_owned),
    }
}

/// When it was taken, else when it was uploaded.
fn year(row: &PhotoRow) -> String {
    let taken = row.taken_at.as_deref().and_then(|text| text.get(..4));
    let known = taken.filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()) && *year != "0000");
    known.map_or_else(|| row.created_at.rfc3339().chars().take(4).collect(), str::to_owned)
}
