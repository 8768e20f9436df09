//! No file, no TCP connection, no signal to others: Landlock, as far as the kernel knows it (files since Linux 5.13, the
//! network since 6.7, signals and abstract sockets since 6.12).

use landlock::{
    ABI, Access, AccessFs, AccessNet, LandlockStatus, Ruleset, RulesetAttr, RulesetError, RulesetStatus, Scope,
};

/// What is asked for. The kernel may know less, and a newer one more.
const VERSION: ABI = ABI::V6;

/// Takes from this thread, and from those it starts, every right that Landlock knows; the version that is in force then.
pub(super) fn restrict() -> Option<u32> {
    // an error is a refusal of whatever contains this service
    restrict_self().unwrap_or_default()
}

fn restrict_self() -> Result<Option<u32>, RulesetError> {
    // without a single rule that would allow something
    let status = Ruleset::default()
        .handle_access(AccessFs::from_all(VERSION))?
        .handle_access(AccessNet::from_all(VERSION))?
        .scope(Scope::from_all(VERSION))?
        .create()?
        .restrict_self()?;
    Ok(match (status.ruleset, status.landlock) {
        (RulesetStatus::NotEnforced, _) => None,
        (_, LandlockStatus::Available { effective_abi, .. }) => Some(effective_abi.min(VERSION) as u32),
        _ => None,
    })
}
