//! The queue consumer: one answer a message, whatever became of the others.

use crate::{adapters, log, meter};
use domain::plan::Resource;
use service::{
    World,
    meter::{DEAD_MESSAGE_COMES, MESSAGE_COMES, MESSAGE_GOES},
    process::Answer,
};
use worker::{Env, MessageBatch, MessageExt, QueueRetryOptionsBuilder, RawMessage};

/// The ending of the dead letter queue's name.
const DEAD: &str = "-dead";

/// When a message that nothing could be done with comes again, in seconds.
const LATER_SECONDS: u32 = 60;

pub(crate) async fn answer(batch: MessageBatch<String>, env: Env) {
    let world = match adapters::world(&env) {
        Ok(world) => world,
        Err(error) => {
            log::error("the configuration is wrong", error);
            batch.retry_all();
            return;
        }
    };
    let dead = batch.queue().ends_with(DEAD);
    meter::count(Resource::Requests, 1);
    // together, so that one slow photo does not hold up the others; each message is decoded by itself
    let messages = batch.raw_iter().map(|message| async {
        meter::count(
            Resource::QueueOperations,
            if dead { DEAD_MESSAGE_COMES } else { MESSAGE_COMES },
        );
        if dead {
            bury(&world, message).await
        } else {
            process(&world, message).await
        }
    });
    futures_util::future::join_all(messages).await;
    meter::settle(&world).await;
}

async fn process(world: &World, message: RawMessage) {
    let text = message.body().as_string().unwrap_or_default();
    let (answer, error) = if let Some((export, step)) = service::export::read_message(&text) {
        service::export::handle(world, export, step).await
    } else if let Some((backup, step)) = service::backup::read_message(&text) {
        service::backup::handle(world, backup, step).await
    } else if let Ok(photo) = text.parse() {
        service::process::handle(world, photo).await
    } else {
        log::error("a message names no photo, no export and no backup", message.body());
        (Answer::Ack, None)
    };
    if let Some(error) = error {
        log::error("a photo, an export or a backup was not worked on", error);
    }
    match answer {
        Answer::Ack => done(&message),
        Answer::RetryIn(seconds) => retry(&message, seconds),
    }
}

async fn bury(world: &World, message: RawMessage) {
    let body = message.body().as_string().unwrap_or_default();
    match service::process::bury(world, &body).await {
        Ok(()) => done(&message),
        Err(error) => {
            log::error("a dead letter was not recorded", error);
            retry(&message, LATER_SECONDS);
        }
    }
}

fn done(message: &RawMessage) {
    meter::count(Resource::QueueOperations, MESSAGE_GOES);
    message.ack();
}

fn retry(message: &RawMessage, seconds: u32) {
    // the queue takes at most 12 hours
    let seconds = seconds.min(12 * 3600);
    message.retry_with_options(&QueueRetryOptionsBuilder::new().with_delay_seconds(seconds).build());
}
