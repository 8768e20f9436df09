//! The queue `JOBS`. A message is a photo's id as text: other types do not survive the crate's conversion (PLATFORM.md 1.5).

use super::port;
use crate::{log, meter};
use async_trait::async_trait;
use domain::{id::PhotoId, plan::Resource};
use service::ports::{Bell, PortError};
use worker::{BatchMessageBuilder, Env, MessageBuilder, QueueContentType, send::SendFuture};

/// The most messages that a queue takes in one call.
const SEND_AT_ONCE: usize = 100;

/// The binding named `JOBS`.
pub(super) struct JobQueue(pub(super) Env);

#[async_trait]
impl Bell for JobQueue {
    async fn ring(&self, photos: &[PhotoId]) -> Result<(), PortError> {
        SendFuture::new(async {
            let queue = self.0.queue("JOBS").map_err(port("find the queue"))?;
            for some in photos.chunks(SEND_AT_ONCE) {
                let messages = some.iter().map(|photo| {
                    MessageBuilder::new(photo.to_string())
                        .content_type(QueueContentType::Text)
                        .build()
                });
                meter::count(Resource::QueueOperations, some.len());
                let batch = BatchMessageBuilder::new().messages(messages).build();
                queue.send_batch(batch).await.map_err(port("ring the queue"))?;
            }
            Ok(())
        })
        .await
        .inspect_err(|error| log::error("the queue was not rung", error))
    }
}
