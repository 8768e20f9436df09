//! One service and one storage, and tickets from one to the other.

use super::{
    answers::{Answer, File, Made},
    picture::Picture,
    program::{KEY, Program},
    storage::Storage,
};
use domain::{
    rendition::USUAL,
    seal::{Key, sha256, to_hex},
    ticket::{OriginalFile, RenditionTarget, Report, SIGNATURE_HEADER, Ticket, Wishes, sign},
};
use std::thread::{self, JoinHandle};

/// One service and one storage.
pub(crate) struct World {
    pub(crate) storage: Storage,
    pub(crate) program: Program,
}

impl World {
    pub(crate) fn new() -> Self {
        Self::with(&[])
    }

    /// With these variables set.
    pub(crate) fn with(variables: &[(&str, &str)]) -> Self {
        let storage = Storage::start();
        let program = Program::start(&[variables, &[("IMAGES_ORIGINS", &storage.origin)]].concat());
        Self { storage, program }
    }

    /// With storage somewhere else: its tickets point to `origin`, and the service is allowed to go there.
    pub(crate) fn against(origin: &str, variables: &[(&str, &str)]) -> Self {
        let program = Program::start(&[variables, &[("IMAGES_ORIGINS", origin)]].concat());
        let mut storage = Storage::start();
        origin.clone_into(&mut storage.origin);
        Self { storage, program }
    }

    /// Puts an original into storage, and gives a ticket for it.
    pub(crate) fn ticket(&self, file: &[u8]) -> Ticket {
        let name = to_hex(&sha256(file));
        let origin = &self.storage.origin;
        self.storage
            .shelf
            .originals
            .lock()
            .unwrap()
            .insert(name.clone(), file.to_vec());
        let target = |slot: &str| RenditionTarget {
            slot: slot.to_owned(),
            url: format!("{origin}/renditions/{slot}?X-Amz-Signature=secret"),
        };
        Ticket {
            photo: "00112233445566778899aabbccddeeff".parse().unwrap(),
            attempt: 3,
            original: OriginalFile {
                url: format!("{origin}/originals/{name}?X-Amz-Signature=secret"),
                bytes: file.len() as u64,
                sha256: name,
            },
            renditions: USUAL.iter().map(|slot| target(slot.name)).collect(),
            wishes: Wishes::default(),
        }
    }

    /// Sends a ticket, signed as the Worker does.
    pub(crate) fn send(&self, ticket: &Ticket) -> Answer {
        let (body, signature) = signed(ticket);
        self.post(&body, Some(&signature))
    }

    /// Sends a ticket from another thread.
    pub(crate) fn send_aside(&self, ticket: &Ticket) -> JoinHandle<Result<Answer, ureq::Error>> {
        let ((body, signature), origin) = (signed(ticket), self.program.origin.clone());
        thread::spawn(move || try_post(&origin, &body, Some(&signature)))
    }

    /// What `/healthz` answers: status and content.
    pub(crate) fn health(&self) -> (u16, serde_json::Value) {
        let answer = get(&self.program.origin, "/healthz", &[]);
        (answer.status, serde_json::from_str(&answer.body).unwrap())
    }

    /// Sends a body with a signature, or without one.
    pub(crate) fn post(&self, body: &[u8], signature: Option<&str>) -> Answer {
        post(&self.program.origin, body, signature)
    }

    /// Has a file worked on.
    pub(crate) fn process(&self, file: &[u8]) -> Answer {
        self.send(&self.ticket(file))
    }

    /// Has a photo made into renditions.
    pub(crate) fn make(&self, file: &[u8]) -> Made {
        self.storage.shelf.stored.lock().unwrap().clear();
        let answer = self.process(file);
        let Report::Done(done) = answer.report() else {
            panic!("{}", answer.body);
        };
        let stored = self.storage.stored();
        assert_eq!(
            stored.len(),
            done.renditions.len(),
            "what is reported is what was stored"
        );
        let files = done.renditions.iter().map(|rendition| {
            let stored = &stored[&rendition.slot];
            assert_eq!(stored.media_type, rendition.media_type.as_str());
            let picture = Picture::decode(&stored.bytes);
            let measured = (picture.width, picture.height, stored.bytes.len() as u64);
            assert_eq!(measured, (rendition.width, rendition.height, rendition.bytes));
            File {
                rendition: rendition.clone(),
                bytes: stored.bytes.clone(),
                picture,
            }
        });
        Made {
            files: files.collect(),
            done,
            body: answer.body,
        }
    }
}

/// A ticket as the Worker sends it: the body, and its signature.
pub(crate) fn signed(ticket: &Ticket) -> (Vec<u8>, String) {
    let body = serde_json::to_vec(ticket).unwrap();
    let signature = sign(&Key::new(KEY).unwrap(), images::clock::now(), &body);
    (body, signature)
}

/// A client of its own, so that it can be used on another thread.
pub(crate) fn post(origin: &str, body: &[u8], signature: Option<&str>) -> Answer {
    try_post(origin, body, signature).unwrap()
}

fn try_post(origin: &str, body: &[u8], signature: Option<&str>) -> Result<Answer, ureq::Error> {
    let mut request = client().post(format!("{origin}/v1/process"));
    if let Some(signature) = signature {
        request = request.header(SIGNATURE_HEADER, signature);
    }
    answer(request.send(body)?)
}

/// Asks for something with these headers.
pub(crate) fn get(origin: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = client().get(format!("{origin}{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    answer(request.call().unwrap()).unwrap()
}

fn client() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .proxy(None)
        .build()
        .new_agent()
}

fn answer(mut response: ureq::http::Response<ureq::Body>) -> Result<Answer, ureq::Error> {
    Ok(Answer {
        status: response.status().as_u16(),
        retry_after: response
            .headers()
            .get("retry-after")
            .map(|value| value.to_str().unwrap().to_owned()),
        body: response.body_mut().read_to_string()?,
    })
}
