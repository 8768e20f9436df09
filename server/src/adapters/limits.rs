//! The rate limiting bindings. Their figures are in `wrangler.toml`.

use super::port;
use async_trait::async_trait;
use service::ports::{Limited, PortError, RateLimits};
use worker::{Env, send::SendFuture};

/// The bindings named `LIMIT_…`.
pub(super) struct RateLimiters(pub(super) Env);

#[async_trait]
impl RateLimits for RateLimiters {
    async fn allow(&self, what: Limited, key: &str) -> Result<bool, PortError> {
        let name = match what {
            Limited::SignIn => "LIMIT_SIGN_IN",
            Limited::SignInFromAddress => "LIMIT_SIGN_IN_FROM_ADDRESS",
            Limited::SignUp => "LIMIT_SIGN_UP",
            Limited::Upload => "LIMIT_UPLOAD",
            Limited::Move => "LIMIT_MOVE",
            Limited::Export => "LIMIT_EXPORT",
            Limited::ShareLink => "LIMIT_SHARE_LINK",
            Limited::ShareLinkFromAddress => "LIMIT_SHARE_LINK_FROM_ADDRESS",
            Limited::Letter => "LIMIT_LETTER",
            Limited::LetterFromAddress => "LIMIT_LETTER_FROM_ADDRESS",
        };
        SendFuture::new(async {
            let limiter = self.0.rate_limiter(name).map_err(port("find the rate limiter"))?;
            let outcome = limiter
                .limit(key.to_owned())
                .await
                .map_err(port("ask the rate limiter"))?;
            Ok(outcome.success)
        })
        .await
    }
}
