//! A file put together from pieces of objects, by the runtime's own streams: none of an object's bytes enters WebAssembly.

use super::{blobs::bucket, js, port, streams::FixedLengthStream};
use crate::meter;
use domain::plan::Resource;
use js_sys::Uint8Array;
use service::ports::{Piece, PortError};
use std::future::Future;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, StreamPipeOptions, WritableStream};
use worker::{Env, Range, ResponseBody};

/// How many zeros are written at once.
const ZEROS_AT_ONCE: u64 = 64 * 1024;

/// What is being put together.
pub(crate) struct Assembled {
    /// What comes of it. It knows its length, so that R2 takes it, and breaks off if a piece is missing.
    pub(crate) stream: ReadableStream,
    /// How many bytes that are.
    pub(crate) bytes: u64,
}

/// Puts pieces together in their order. Objects are opened one after the other, each when it is its turn.
///
/// What is given besides does the work, while the stream is read: it is to be waited for beside whatever reads.
///
/// # Errors
/// If the runtime gives no stream. The work fails if a piece is missing or storage does not answer; so does reading then.
pub(crate) fn assemble(
    env: Env,
    pieces: Vec<Piece>,
) -> Result<(Assembled, impl Future<Output = Result<(), PortError>> + 'static), PortError> {
    let bytes = Piece::total(&pieces).ok_or_else(|| PortError::new("put a file together", "it is too long"))?;
    let stream = FixedLengthStream::of(bytes).map_err(js("make a stream of known length"))?;
    let assembled = Assembled {
        stream: stream.readable(),
        bytes,
    };
    let target = stream.writable();
    let work = async move {
        let written = write_all(&env, &target, pieces).await;
        let ended = match &written {
            Ok(()) => target.close(),
            Err(_) => target.abort(),
        };
        // whoever reads may be gone already
        let _ = JsFuture::from(ended).await;
        written
    };
    Ok((assembled, work))
}

async fn write_all(env: &Env, target: &WritableStream, pieces: Vec<Piece>) -> Result<(), PortError> {
    for piece in pieces {
        match piece {
            Piece::Bytes(bytes) => write(target, &Uint8Array::from(bytes.as_slice())).await?,
            Piece::Zeros(length) => write_zeros(target, length).await?,
            Piece::Object { .. } => pipe(env, target, piece).await?,
        }
    }
    Ok(())
}

async fn write(target: &WritableStream, chunk: &Uint8Array) -> Result<(), PortError> {
    let writer = target.get_writer().map_err(js("write to a stream"))?;
    let written = JsFuture::from(writer.write_with_chunk(chunk)).await;
    writer.release_lock();
    written.map(drop).map_err(js("write to a stream"))
}

async fn write_zeros(target: &WritableStream, length: u64) -> Result<(), PortError> {
    let mut left = length;
    while left > 0 {
        let some = left.min(ZEROS_AT_ONCE);
        write(
            target,
            &Uint8Array::new_with_length(u32::try_from(some).unwrap_or_default()),
        )
        .await?;
        left -= some;
    }
    Ok(())
}

async fn pipe(env: &Env, target: &WritableStream, piece: Piece) -> Result<(), PortError> {
    let Piece::Object {
        bucket: from,
        key,
        offset,
        length,
    } = piece
    else {
        return Ok(());
    };
    let range = Range::OffsetWithLength { offset, length };
    let source = bucket(env, from).map_err(port("find R2"))?;
    meter::count(Resource::ClassB, 1);
    let object = source
        .get(key.name())
        .range(range)
        .execute()
        .await
        .map_err(port("read from R2"))?;
    let body = object.as_ref().and_then(worker::Object::body);
    let body = body.ok_or_else(|| PortError::new("read from R2", "there is no such object"))?;
    let ResponseBody::Stream(stream) = body.response_body().map_err(port("read from R2"))? else {
        return Err(PortError::new("read from R2", "an object came without a stream"));
    };
    let options = StreamPipeOptions::new();
    options.set_prevent_close(true);
    JsFuture::from(stream.pipe_to_with_options(target, &options))
        .await
        .map(drop)
        .map_err(js("pass an object on"))
}
