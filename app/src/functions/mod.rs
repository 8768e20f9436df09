//! Server functions: what islands and plain forms ask of the Worker. Each checks nothing itself; `service` does.
//!
//! Whether a request comes from this site is checked before any of them is called.

mod account;
mod display;
mod field;
mod photo;
mod refusal;
mod settings;
mod share;

pub use account::{SignIn, SignOut, SignUp, sign_in, sign_out, sign_up};
pub use display::{Display, display};
pub use field::Field;
pub use photo::{DeletePhoto, EditPhoto, RetryPhoto, delete_photo, edit_photo, retry_photo};
pub use refusal::Refusal;
pub use settings::{ApplyImageSettings, apply_image_settings};
pub use share::{
    MakeShareLink, OpenShareLink, RevokeShareLink, UnlockShareLink, make_share_link, open_share_link,
    revoke_share_link, unlock_share_link,
};
