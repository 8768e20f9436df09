//! What a person reads when something was refused, did not work, or failed: the same on pages and in the API.

use crate::{
    Language,
    catalogue::{AccountWords, fill, refusals, set_up},
};
use domain::{
    image_settings::SettingsError,
    metadata::MetadataError,
    plan::degrade::Pause,
    reason::Reason,
    share::ShareError,
    site_settings::{Problem, Refused},
};
use service::{
    Error,
    error::{Conflict, Invalid},
};

/// Why a use case was refused or did not work. What only programs meet stays in English.
#[must_use]
pub fn sentence(error: &Error, language: Language) -> String {
    let words = refusals(language);
    let text = match error {
        Error::NotFound => words.not_found,
        Error::SignInFirst => words.sign_in_first,
        Error::WrongPassword => words.wrong_password,
        Error::Suspended => words.suspended,
        Error::SignUpClosed => words.sign_up_closed,
        Error::InvitationNeeded => words.invitation_needed,
        Error::WrongLinkPassword => words.wrong_link_password,
        Error::Invalid(invalid) => return invalid_sentence(invalid, language),
        Error::Conflict(conflict) => conflict_sentence(*conflict, language),
        Error::WrongCode => words.wrong_code,
        Error::DeadLink => words.dead_link,
        Error::ConfirmFirst => words.confirm_first,
        Error::Passkey(_) => words.passkey,
        Error::OutOfScope => words.out_of_scope,
        Error::ForeignOrigin => words.foreign_origin,
        Error::TooLarge => words.too_large,
        Error::WrongType => words.wrong_type,
        Error::LengthRequired => words.length_required,
        Error::WrongHash => words.wrong_hash,
        Error::Interrupted => words.upload_interrupted,
        Error::UploadsPaused { pause, .. } => paused(*pause, language),
        Error::ExportsPaused { pause, .. } => exports_paused(*pause, language),
        Error::TooOften => words.too_often,
        Error::Port(_) => words.went_wrong,
    };
    text.to_owned()
}

fn invalid_sentence(invalid: &Invalid, language: Language) -> String {
    let words = refusals(language);
    let text = match invalid {
        Invalid::EmptyFile => words.empty_file,
        Invalid::NoBody => words.no_body,
        Invalid::NoPhotoChosen => words.no_photo_chosen,
        Invalid::FormUnreadable => words.form_unreadable,
        Invalid::PreviewType => words.preview_type,
        Invalid::PreviewTooLarge => words.preview_too_large,
        Invalid::Visibility => words.visibility,
        Invalid::Metadata(error) => metadata_sentence(*error, language),
        Invalid::Settings(error) => settings_sentence(*error, language),
        Invalid::SiteSettings(refused) => return site_settings_sentence(*refused, language),
        Invalid::Account(error) => AccountWords::of(language).refusal(*error),
        Invalid::PasskeyName => words.passkey_name,
        Invalid::Share(ShareError::Days) => words.share_days,
        Invalid::Share(ShareError::Views) => words.share_views,
        Invalid::HandleToLeave => words.handle_to_leave,
        Invalid::Place => words.place_choice,
        Invalid::Download => words.download_choice,
        Invalid::TokenName => words.token_name,
        Invalid::NoScope => words.no_scope,
        Invalid::TokenDays => words.token_days,
        Invalid::Role => words.unknown_role,
        Invalid::Digest | Invalid::BodyTooLarge | Invalid::Json(_) => return invalid.to_string(),
    };
    text.to_owned()
}

/// Why no photo is taken.
#[must_use]
pub const fn paused(pause: Pause, language: Language) -> &'static str {
    let words = refusals(language);
    match pause {
        Pause::Today => words.paused_today,
        Pause::ThisMonth => words.paused_this_month,
        Pause::Full => words.paused_full,
    }
}

/// Why nothing is exported.
#[must_use]
pub const fn exports_paused(pause: Pause, language: Language) -> &'static str {
    let words = refusals(language);
    match pause {
        Pause::Today => words.exports_paused_today,
        Pause::ThisMonth => words.exports_paused_this_month,
        Pause::Full => words.exports_paused_full,
    }
}

const fn metadata_sentence(error: MetadataError, language: Language) -> &'static str {
    let words = refusals(language);
    match error {
        MetadataError::DescriptionTooLong => words.description_too_long,
        MetadataError::AltTooLong => words.alt_too_long,
        MetadataError::TooManyTags => words.too_many_tags,
        MetadataError::TagTooLong => words.tag_too_long,
        MetadataError::UnknownLicence => words.unknown_licence,
    }
}

const fn settings_sentence(error: SettingsError, language: Language) -> &'static str {
    let words = refusals(language);
    match error {
        SettingsError::UnknownChoice => words.unknown_choice,
        SettingsError::NoText => words.no_mark_text,
        SettingsError::TextTooLong => words.mark_text_too_long,
        SettingsError::NotWritable => words.mark_not_writable,
        SettingsError::OutOfRange => words.mark_out_of_range,
        SettingsError::NoPicture => words.no_mark_picture,
        SettingsError::PictureTooLarge => words.mark_too_large,
        SettingsError::NotPng => words.mark_not_png,
    }
}

/// A field by its label, and what is wrong with it.
fn site_settings_sentence(refused: Refused, language: Language) -> String {
    let words = set_up(language);
    let problem = match refused.problem {
        Problem::Choice => words.choice.to_owned(),
        Problem::Name => words.name_length.to_owned(),
        Problem::Text(error) => settings_sentence(error, language).to_owned(),
        Problem::Number { least, most } => {
            let (least, most) = (least.to_string(), most.to_string());
            fill(words.number, &[("least", &least), ("most", &most)])
        }
        Problem::Order => words.order.to_owned(),
    };
    fill(
        words.refused,
        &[("field", words.field(refused.field)), ("problem", &problem)],
    )
}

const fn conflict_sentence(conflict: Conflict, language: Language) -> &'static str {
    let words = refusals(language);
    match conflict {
        Conflict::HandleTaken => words.handle_taken,
        Conflict::EmailTaken => words.email_taken,
        Conflict::ChangedMeanwhile => words.changed_meanwhile,
        Conflict::BeingProcessed => words.being_processed,
        Conflict::PasskeyKnown => words.passkey_known,
        Conflict::TooManyPasskeys => words.too_many_passkeys,
        Conflict::LastWayIn => words.last_way_in,
        Conflict::TooManyTokens => words.too_many_tokens,
        Conflict::LastAdmin => words.last_admin,
        Conflict::TooManyInvitations => words.too_many_invitations,
        Conflict::TooManyBlocks => words.too_many_blocks,
        Conflict::TooManyLinks => words.too_many_links,
        Conflict::ExportThere => words.export_there,
        Conflict::TooManyExports => words.too_many_exports,
        Conflict::ExportTooLarge => words.export_too_large,
        Conflict::NotWaiting => words.not_waiting,
        Conflict::SettingsChanged => words.settings_changed,
    }
}

/// Why a photo failed.
#[must_use]
pub const fn reason(reason: Reason, language: Language) -> &'static str {
    let words = refusals(language);
    match reason {
        Reason::CutShort => words.cut_short,
        Reason::Damaged => words.damaged,
        Reason::WrongType => words.wrong_type,
        Reason::TooLarge => words.too_large,
        Reason::TooManyPixels => words.too_many_pixels,
        Reason::TooLong => words.too_long,
        Reason::TooSlow => words.too_slow,
        Reason::Unreadable => words.unreadable,
        Reason::UnusualJpeg => words.unusual_jpeg,
        Reason::AvifTiles => words.avif_tiles,
        Reason::AvifFrames => words.avif_frames,
        Reason::AvifColours => words.avif_colours,
        Reason::Heic => words.heic,
        Reason::TooManyFrames => words.too_many_frames,
        Reason::TooMuchMemory => words.too_much_memory,
        Reason::Watermark => words.watermark,
        Reason::NoAnswer => words.no_answer,
        Reason::Interrupted => words.interrupted,
        Reason::Other => words.other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::site_settings::Field;

    #[test]
    fn english_is_what_the_domain_says() {
        for known in Reason::ALL {
            assert_eq!(reason(known, Language::English), known.to_string());
        }
        for pause in Pause::ALL {
            assert_eq!(paused(pause, Language::English), pause.sentence());
            assert_eq!(exports_paused(pause, Language::English), pause.export_sentence());
        }
        for error in [
            Error::NotFound,
            Error::TooLarge,
            Error::OutOfScope,
            Error::Suspended,
            Error::SignUpClosed,
            Error::InvitationNeeded,
            Error::from(Invalid::Role),
            Error::from(Conflict::LastAdmin),
            Error::from(Conflict::TooManyInvitations),
            Error::from(Conflict::TooManyBlocks),
            Error::from(Invalid::NoPhotoChosen),
            Error::from(Invalid::HandleToLeave),
            Error::from(Invalid::Place),
            Error::from(Invalid::Download),
            Error::from(Conflict::HandleTaken),
            Error::WrongLinkPassword,
            Error::DeadLink,
            Error::from(Conflict::TooManyLinks),
            Error::from(Conflict::ExportThere),
            Error::from(Conflict::TooManyExports),
            Error::from(Conflict::ExportTooLarge),
            Error::ExportsPaused {
                pause: Pause::Full,
                seconds: None,
            },
            Error::from(ShareError::Days),
            Error::from(ShareError::Views),
            Error::from(SettingsError::UnknownChoice),
            Error::from(SettingsError::NoText),
            Error::from(SettingsError::TextTooLong),
            Error::from(SettingsError::NotWritable),
            Error::from(SettingsError::OutOfRange),
            Error::from(SettingsError::NoPicture),
            Error::from(SettingsError::PictureTooLarge),
            Error::from(SettingsError::NotPng),
            Error::from(Conflict::SettingsChanged),
        ] {
            assert_eq!(sentence(&error, Language::English), error.to_string());
        }
    }

    #[test]
    fn every_field_and_problem_of_the_settings_is_named_as_the_domain_names_it() {
        let problems = [
            Problem::Choice,
            Problem::Name,
            Problem::Text(SettingsError::NoText),
            Problem::Number { least: 5, most: 100 },
            Problem::Order,
        ];
        for (field, problem) in Field::ALL
            .into_iter()
            .flat_map(|field| problems.map(|problem| (field, problem)))
        {
            let error = Error::from(Refused { field, problem });
            assert_eq!(sentence(&error, Language::English), error.to_string());
            assert_ne!(sentence(&error, Language::Chinese), error.to_string());
        }
    }

    #[test]
    fn every_language_has_its_own_words() {
        for known in Reason::ALL {
            assert_ne!(reason(known, Language::Chinese), reason(known, Language::English));
        }
    }
}
