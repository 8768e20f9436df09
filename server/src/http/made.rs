//! Files that are put together from parts of stored ones, and so have no entity tag and no ranges from R2.

use super::{
    Call,
    media::{headers_for, is_known},
};
use crate::{adapters::assemble::assemble, log};
use service::{made::Made, read::Media};
use worker::{Error, Method, Response, ResponseBody, Result};

/// Answers with a file as it is put together. None of an object's bytes passes through here.
pub(super) fn serve(call: &Call, media: &Media, made: &Made) -> Result<Response> {
    let headers = headers_for(media, &made.etag, "none")?;
    if is_known(call, &made.etag) {
        return Ok(Response::empty()?.with_status(304).with_headers(headers));
    }
    if call.method == Method::Head {
        headers.set("content-length", &made.bytes.to_string())?;
        return Ok(Response::empty()?.with_headers(headers));
    }
    let assembled = assemble(call.env.clone(), made.pieces.clone());
    let (assembled, work) = assembled.map_err(|error| Error::RustError(error.to_string()))?;
    headers.set("content-length", &assembled.bytes.to_string())?;
    call.context.wait_until(async move {
        // the answer has begun: whoever reads it sees it break off
        if let Err(error) = work.await {
            log::error("an original without its metadata was not sent to its end", error);
        }
    });
    Ok(Response::from_body(ResponseBody::Stream(assembled.stream))?.with_headers(headers))
}
