//! The Cloudflare Worker. Its three entry points assemble and call; they decide nothing.

#![recursion_limit = "256"] // as in `app`: pages have long types

mod adapters;
mod cron;
mod http;
mod log;
mod meter;
mod queue;

use worker::{Context, Env, MessageBatch, Request, Response, Result, ScheduleContext, ScheduledEvent, event};

unsafe extern "C" {
    fn __wasm_call_ctors();
}

/// Runs the constructors that register server functions, once. Without this the linker makes every call into the module
/// run them again.
#[event(start)]
fn start() {
    // SAFETY: the linker provides it, and it is called once, before anything else of this module runs
    unsafe { __wasm_call_ctors() }
}

#[event(fetch)]
async fn fetch(request: Request, env: Env, context: Context) -> Result<Response> {
    http::answer(request, env, context).await
}

/// Never an error: it would panic, and take every other request of this isolate with it. Each message has its own answer.
#[event(queue)]
async fn queue(batch: MessageBatch<String>, env: Env, _context: Context) -> Result<()> {
    queue::answer(batch, env).await;
    Ok(())
}

#[event(scheduled)]
async fn scheduled(event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    cron::run(event, env).await;
}
