//! Server functions: what islands and plain forms ask of the Worker. Each checks nothing itself; `service` does.
//!
//! Whether a request comes from this site is checked before any of them is called.

mod account;
mod display;
mod field;
mod leave;
mod people;
mod photo;
mod privacy;
mod refusal;
mod settings;

pub use account::{SignIn, SignOut, SignUp, sign_in, sign_out, sign_up};
pub use display::{Display, display};
pub use field::Field;
pub use leave::{Leave, Stay, leave, stay};
pub use people::{
    BlockPerson, ChangeRole, MakeInvitation, ReinstatePerson, RevokeInvitation, SuspendPerson, UnblockPerson,
    block_person, change_role, make_invitation, reinstate_person, revoke_invitation, suspend_person, unblock_person,
};
pub use photo::{DeletePhoto, EditPhoto, RetryPhoto, delete_photo, edit_photo, retry_photo};
pub use privacy::{SavePrivacy, save_privacy};
pub use refusal::Refusal;
pub use settings::{ApplyImageSettings, apply_image_settings};
