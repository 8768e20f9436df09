//! Server functions: what islands and plain forms ask of the Worker. Each checks nothing itself; `service` does.
//!
//! Whether a request comes from this site is checked before any of them is called.

mod account;
mod credentials;
mod display;
mod export;
mod field;
mod jobs;
mod leave;
mod letters;
mod passkey;
mod people;
mod photo;
mod privacy;
mod refusal;
mod session;
mod settings;
mod share;
mod token;

pub use account::{SignIn, SignUp, sign_in, sign_up};
pub use credentials::{
    Confirm, MakeRecoveryCodes, Recover, SetPassword, confirm, make_recovery_codes, recover, set_password,
};
pub use display::{Display, display};
pub use export::{BeginExport, RemoveExport, begin_export, remove_export};
pub use field::Field;
pub use jobs::{ForgetLetter, RetryJob, RetryJobs, RetryLetter, forget_letter, retry_job, retry_jobs, retry_letter};
pub use leave::{Leave, Stay, leave, stay};
pub use letters::{
    AskReset, ResetPassword, SendVerification, VerifyEmail, ask_reset, reset_password, send_verification, verify_email,
};
pub use passkey::{
    PasskeyAdd, PasskeyConfirm, PasskeyOptions, PasskeyRemove, PasskeyRename, PasskeySignIn, PasskeySignUp,
    PasskeySignUpOptions, passkey_add, passkey_confirm, passkey_options, passkey_remove, passkey_rename,
    passkey_sign_in, passkey_sign_up, passkey_sign_up_options,
};
pub use people::{
    BlockPerson, ChangeRole, MakeInvitation, ReinstatePerson, RevokeInvitation, SuspendPerson, UnblockPerson,
    block_person, change_role, make_invitation, reinstate_person, revoke_invitation, suspend_person, unblock_person,
};
pub use photo::{DeletePhoto, EditPhoto, RetryPhoto, delete_photo, edit_photo, retry_photo};
pub use privacy::{SavePrivacy, save_privacy};
pub use refusal::Refusal;
pub use session::{EndSession, SignOut, end_session, sign_out};
pub use settings::{ApplyImageSettings, apply_image_settings};
pub use share::{
    MakeShareLink, OpenShareLink, RevokeShareLink, UnlockShareLink, make_share_link, open_share_link,
    revoke_share_link, unlock_share_link,
};
pub use token::{CreateToken, RevokeToken, create_token, revoke_token};
