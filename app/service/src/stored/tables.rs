//! The tables, their columns, and what each is for. Whoever adds a column adds it here.

use super::{Group, Purpose, Table};

pub(super) const TABLES: &[Table] = &[
    Table(
        "users",
        Group::Account,
        &[
            (Purpose::Email, &["email"]),
            (
                Purpose::Written,
                &["email_verified_at", "verification_asked_at", "reset_asked_at"],
            ),
            (Purpose::Name, &["handle", "name"]),
            (Purpose::Password, &["password_salt", "password_hash"]),
            (Purpose::Since, &["created_at"]),
            (Purpose::Role, &["role"]),
            (Purpose::Leaving, &["leaving_at"]),
            (Purpose::Suspended, &["suspended_at"]),
            (Purpose::Id, &["id"]),
        ],
    ),
    Table(
        "blocks",
        Group::Choices,
        &[(Purpose::Blocks, &["blocker_id", "blocked_id", "created_at"])],
    ),
    Table(
        "invitations",
        Group::Invitations,
        &[
            (Purpose::Invitation, &["sha256", "made_by", "created_at", "expires_at"]),
            (Purpose::Id, &["id"]),
        ],
    ),
    Table(
        "users",
        Group::Choices,
        &[
            (Purpose::ShowPlace, &["show_place"]),
            (Purpose::Downloads, &["download"]),
        ],
    ),
    Table(
        "sessions",
        Group::Access,
        &[
            (Purpose::Device, &["device"]),
            (
                Purpose::AccessTimes,
                &["created_at", "used_at", "confirmed_at", "expires_at"],
            ),
            (Purpose::Owner, &["user_id"]),
            (Purpose::Id, &["id"]),
        ],
    ),
    Table(
        "passkeys",
        Group::Access,
        &[
            (Purpose::Passkey, &["name", "public_key", "counter"]),
            (Purpose::AccessTimes, &["created_at", "used_at"]),
            (Purpose::Owner, &["user_id"]),
            (Purpose::Id, &["id"]),
        ],
    ),
    Table(
        "recovery_codes",
        Group::Access,
        &[
            (Purpose::RecoveryCode, &["hash"]),
            (Purpose::AccessTimes, &["created_at"]),
            (Purpose::Owner, &["user_id"]),
        ],
    ),
    Table(
        "tokens",
        Group::Access,
        &[
            (Purpose::Token, &["name", "scopes", "sha256"]),
            (Purpose::AccessTimes, &["created_at", "used_at", "expires_at"]),
            (Purpose::Owner, &["user_id"]),
            (Purpose::Id, &["id"]),
        ],
    ),
    Table(
        "photos",
        Group::Photos,
        &[
            (Purpose::Words, &["title", "description", "alt", "tags"]),
            (Purpose::Visibility, &["visibility", "licence"]),
            (Purpose::Downloads, &["download"]),
            (Purpose::Place, &["latitude", "longitude", "altitude", "place"]),
            (Purpose::Taken, &["taken_at"]),
            (Purpose::Camera, &["camera"]),
            (Purpose::Look, &["placeholder", "colours", "perceptual_hash"]),
            (Purpose::Checksum, &["sha256", "original_sha256", "crc32"]),
            (
                Purpose::Size,
                &[
                    "media_type",
                    "bytes",
                    "width",
                    "height",
                    "original_bytes",
                    "saved_bytes",
                ],
            ),
            (
                Purpose::Files,
                &[
                    "token",
                    "preview_type",
                    "attempt",
                    "renditions",
                    "original_attempt",
                    "bare",
                    "settings_at",
                    "marked",
                ],
            ),
            (Purpose::State, &["state", "reason"]),
            (Purpose::Uploaded, &["created_at"]),
            (Purpose::Deleted, &["deleted_at"]),
            (Purpose::Hidden, &["hidden", "withdrawn"]),
            (Purpose::Owner, &["owner_id"]),
            (Purpose::Id, &["id"]),
        ],
    ),
    Table(
        "image_settings",
        Group::Choices,
        &[
            (
                Purpose::ImageSettings,
                &["avif", "largest", "smaller_original", "credit", "changed_at"],
            ),
            (
                Purpose::Mark,
                &[
                    "mark",
                    "mark_text",
                    "mark_token",
                    "mark_bytes",
                    "mark_sha256",
                    "position",
                    "opacity",
                    "scale",
                    "tiled",
                ],
            ),
            (Purpose::Owner, &["user_id"]),
        ],
    ),
    Table(
        "mark_pictures",
        Group::Choices,
        &[(Purpose::Mark, &["token", "stored_at"]), (Purpose::Owner, &["user_id"])],
    ),
    Table(
        "share_links",
        Group::Links,
        &[
            (
                Purpose::ShareLink,
                &[
                    "sha256",
                    "photo_id",
                    "created_at",
                    "expires_at",
                    "may_download",
                    "hide_metadata",
                    "max_views",
                    "views",
                    "last_used_at",
                ],
            ),
            (Purpose::Password, &["password_salt", "password_hash"]),
            (Purpose::Id, &["id"]),
        ],
    ),
    Table(
        "jobs",
        Group::Work,
        &[(
            Purpose::Tries,
            &[
                "photo_id",
                "state",
                "attempt",
                "tries",
                "due_at",
                "last_error",
                "clean_after",
                "cleaned_to",
                "created_at",
                "updated_at",
            ],
        )],
    ),
    Table(
        "image_service",
        Group::Work,
        &[(Purpose::Tries, &["id", "failures", "probe_at", "probing"])],
    ),
    Table(
        "dead_letters",
        Group::Work,
        &[(Purpose::Letters, &["id", "body", "received_at"])],
    ),
    Table(
        "answered_challenges",
        Group::Site,
        &[(Purpose::Challenge, &["challenge", "expires_at"])],
    ),
    Table(
        "versions",
        Group::Site,
        &[(Purpose::Versions, &["page", "version", "kept_at"])],
    ),
    Table(
        "usage",
        Group::Site,
        &[(
            Purpose::Usage,
            &[
                "day",
                "writes",
                "requests",
                "rows_read",
                "rows_written",
                "kv_reads",
                "kv_writes",
                "kv_deletes",
                "kv_lists",
                "class_a",
                "class_b",
                "queue_operations",
                "bytes_put",
                "class_a_before",
                "class_b_before",
                "database_bytes",
                "stored_bytes",
            ],
        )],
    ),
    Table(
        "census",
        Group::Site,
        &[(
            Purpose::Usage,
            &["id", "part", "place", "bytes", "begun_day", "begun_put"],
        )],
    ),
];
