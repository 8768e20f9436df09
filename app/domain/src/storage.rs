//! Names in storage, and how long what they name may be cached: both in one place.
//!
//! A name contains the photo's storage token, never its id or anything a person wrote; what a name stands for never changes.

use crate::{
    id::StorageToken,
    photo::Visibility,
    rendition::{SLOTS, Slot},
};

/// The two buckets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bucket {
    /// Originals, previews, marks, exports, backups, and renditions of whatever is not public.
    Private,
    /// Renditions of public photos.
    Public,
}

impl Bucket {
    /// Where the renditions of a photo of this visibility are.
    #[must_use]
    pub const fn of_renditions(visibility: Visibility) -> Self {
        match visibility {
            Visibility::Public => Self::Public,
            Visibility::Unlisted | Visibility::Private => Self::Private,
        }
    }
}

/// A stored thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StorageKey {
    /// What was uploaded.
    Original(StorageToken),
    /// The original without its metadata. It is put together when somebody asks for it, so that there is an address and no
    /// object of this name.
    Bare(StorageToken),
    /// What the uploader's browser made.
    Preview(StorageToken),
    /// A rendition, made by this attempt. Attempts never share a name, so they never mix.
    Rendition(StorageToken, u32, Slot),
    /// The smaller copy of an original that this attempt made. It has no address: who asks for the original gets it.
    SmallerOriginal(StorageToken, u32),
    /// The picture of a member's mark, under a token of its own. It has no address.
    Mark(StorageToken),
    /// An export, as it was begun for this time, under a token of its own. It has no address under `/media/`.
    Export(StorageToken, u32),
    /// So many bytes of an export on their way into it. It has no address.
    ExportSlice(StorageToken, u32, u32),
    /// A slice of a backup, counted from 1, under a token of its own. None of a backup's files has an address.
    BackupSlice(StorageToken, u32),
    /// What a backup consists of: one without it does not count.
    BackupManifest(StorageToken),
    /// Which backups there are, for when the database does not know it any more.
    BackupIndex,
}

impl StorageKey {
    /// The name in its bucket.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Original(token) => format!("o/{token}"),
            Self::Bare(token) => format!("b/{token}"),
            Self::Preview(token) => format!("p/{token}"),
            Self::Rendition(token, attempt, slot) => format!("r/{token}/{attempt}/{}", slot.file_name()),
            Self::SmallerOriginal(token, attempt) => format!("s/{token}/{attempt}"),
            Self::Mark(token) => format!("m/{token}"),
            Self::Export(token, round) => format!("x/{token}/{round}"),
            Self::ExportSlice(token, round, number) => format!("x/{token}/{round}/{number}"),
            Self::BackupSlice(token, number) => format!("backup/{token}/{number}"),
            Self::BackupManifest(token) => format!("backup/{token}/manifest.json"),
            Self::BackupIndex => "backup/index.json".to_owned(),
        }
    }

    /// The address on this site: `/media/` and the name.
    #[must_use]
    pub fn path(self) -> String {
        format!("/media/{}", self.name())
    }

    /// Reads the part of an address after `/media/`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let mut parts = name.split('/');
        let (kind, token) = (parts.next()?, parts.next()?.parse().ok()?);
        let key = match (kind, parts.next(), parts.next()) {
            ("o", None, None) => Self::Original(token),
            ("b", None, None) => Self::Bare(token),
            ("p", None, None) => Self::Preview(token),
            ("r", Some(attempt), Some(file)) => {
                let slot = Slot::named(file.split('.').next()?)?;
                Self::Rendition(token, attempt.parse().ok()?, slot)
            }
            _ => return None,
        };
        // one spelling only
        (key.name() == name).then_some(key)
    }

    /// The token of the photo that it belongs to; of a mark, an export or a backup, its own.
    #[must_use]
    pub const fn token(self) -> Option<StorageToken> {
        match self {
            Self::Original(token)
            | Self::Bare(token)
            | Self::Preview(token)
            | Self::Rendition(token, ..)
            | Self::SmallerOriginal(token, _)
            | Self::Mark(token)
            | Self::Export(token, _)
            | Self::ExportSlice(token, ..)
            | Self::BackupSlice(token, _)
            | Self::BackupManifest(token) => Some(token),
            Self::BackupIndex => None,
        }
    }

    /// The `Cache-Control` that it is served with.
    ///
    /// A public photo's renditions may be kept by anyone for a year. Anything else may be kept only by the browser of
    /// somebody who was allowed to see it; an original in either form only until it is asked for again, so that it ends at
    /// once when its owner offers it no more.
    #[must_use]
    pub const fn cache_control(self, visibility: Visibility) -> &'static str {
        match (self, visibility) {
            (Self::Rendition(..), Visibility::Public) => "public, max-age=31536000, immutable",
            (Self::Rendition(..), _) => "private, max-age=31536000, immutable",
            (Self::Preview(_), Visibility::Public) => "public, max-age=60",
            (Self::Preview(_) | Self::Original(_) | Self::Bare(_) | Self::SmallerOriginal(..) | Self::Mark(_), _) => {
                "private, no-cache"
            }
            (
                Self::Export(..)
                | Self::ExportSlice(..)
                | Self::BackupSlice(..)
                | Self::BackupManifest(_)
                | Self::BackupIndex,
                _,
            ) => "private, no-store",
        }
    }

    /// Every rendition that an attempt may have written: what is removed of it, without listing a bucket. There may be a
    /// [`Self::SmallerOriginal`] besides, which outlives its attempt.
    #[must_use]
    pub fn of_attempt(token: StorageToken, attempt: u32) -> [Self; SLOTS.len()] {
        SLOTS.map(|slot| Self::Rendition(token, attempt, slot))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn token() -> StorageToken {
        StorageToken::new(Uuid::from_u128(5))
    }

    #[test]
    fn names_read_back() {
        let keys = [
            StorageKey::Original(token()),
            StorageKey::Bare(token()),
            StorageKey::Preview(token()),
            StorageKey::Rendition(token(), 3, SLOTS[1]),
        ];
        for key in keys {
            assert_eq!(StorageKey::parse(&key.name()), Some(key));
        }
        assert_eq!(keys[3].name(), format!("r/{}/3/w640.webp", token()));
    }

    #[test]
    fn other_spellings_are_refused() {
        for name in [
            "r/{}/03/w640.webp",
            "r/{}/3/w640.jpg",
            "r/{}/3/w641.webp",
            "o/{}/",
            "o/{}/x",
            "x/{}",
            "r/{}",
            "o/../{}",
            "s/{}/1",
            "m/{}",
            "x/{}/1",
            "x/{}/1/1",
            "backup/{}/1",
            "backup/{}/manifest.json",
            "backup/index.json",
        ] {
            assert_eq!(
                StorageKey::parse(&name.replace("{}", &token().to_string())),
                None,
                "{name}"
            );
        }
    }

    #[test]
    fn only_public_photos_are_cached_by_others() {
        for visibility in [Visibility::Unlisted, Visibility::Private] {
            for key in [
                StorageKey::Preview(token()),
                StorageKey::Rendition(token(), 1, SLOTS[0]),
            ] {
                assert!(key.cache_control(visibility).starts_with("private"));
            }
        }
        for key in [StorageKey::Original(token()), StorageKey::Bare(token())] {
            assert_eq!(key.cache_control(Visibility::Public), "private, no-cache");
        }
    }
}
