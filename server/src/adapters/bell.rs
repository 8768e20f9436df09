//! The queue `JOBS`. A message is a photo's id as text, or names a step of an export or a backup: other types do not survive the crate's
//! conversion (PLATFORM.md 1.5).

use super::port;
use crate::log;
use async_trait::async_trait;
use domain::id::{BackupId, ExportId, PhotoId};
use service::{
    backup, export,
    ports::{Bell, PortError},
};
use worker::{BatchMessageBuilder, Env, MessageBuilder, QueueContentType, send::SendFuture};

/// The most messages that a queue takes in one call.
const SEND_AT_ONCE: usize = 100;

/// The binding named `JOBS`.
pub(super) struct JobQueue(pub(super) Env);

impl JobQueue {
    async fn send(&self, messages: &[String]) -> Result<(), PortError> {
        SendFuture::new(async {
            let queue = self.0.queue("JOBS").map_err(port("find the queue"))?;
            for some in messages.chunks(SEND_AT_ONCE) {
                let messages = some.iter().map(|message| {
                    MessageBuilder::new(message.clone())
                        .content_type(QueueContentType::Text)
                        .build()
                });
                let batch = BatchMessageBuilder::new().messages(messages).build();
                queue.send_batch(batch).await.map_err(port("ring the queue"))?;
            }
            Ok(())
        })
        .await
        .inspect_err(|error| log::error("the queue was not rung", error))
    }
}

#[async_trait]
impl Bell for JobQueue {
    async fn ring(&self, photos: &[PhotoId]) -> Result<(), PortError> {
        let messages: Vec<String> = photos.iter().map(PhotoId::to_string).collect();
        self.send(&messages).await
    }

    async fn ring_export(&self, export: ExportId, step: u32) -> Result<(), PortError> {
        self.send(&[export::message(export, step)]).await
    }

    async fn ring_backup(&self, backup: BackupId, step: u32) -> Result<(), PortError> {
        self.send(&[backup::message(backup, step)]).await
    }
}
