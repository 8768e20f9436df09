//! A stand-in for storage: serves originals, keeps what is put, and can be told to misbehave.

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE, header::LOCATION},
    response::{IntoResponse, Response},
    routing::{get, put},
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    thread,
};
use tokio::sync::Semaphore;

/// A file as it was put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) media_type: String,
    pub(crate) bytes: Vec<u8>,
}

/// The stand-in.
pub(crate) struct Storage {
    pub(crate) origin: String,
    pub(crate) shelf: Arc<Shelf>,
}

/// What it holds, and how it behaves.
pub(crate) struct Shelf {
    pub(crate) originals: Mutex<BTreeMap<String, Vec<u8>>>,
    pub(crate) stored: Mutex<BTreeMap<String, Stored>>,
    /// Every request: `GET one`, `PUT w320`.
    pub(crate) requests: Mutex<Vec<String>>,
    /// Names that it refuses to keep.
    pub(crate) refused: Mutex<Vec<String>>,
    /// Answers every GET with a redirect to there.
    pub(crate) redirect: Mutex<Option<String>>,
    /// A GET takes one of these, and waits while there is none.
    pub(crate) gate: Semaphore,
}

impl Storage {
    /// Starts it on a free port.
    pub(crate) fn start() -> Self {
        let shelf = Arc::new(Shelf {
            originals: Mutex::default(),
            stored: Mutex::default(),
            requests: Mutex::default(),
            refused: Mutex::default(),
            redirect: Mutex::default(),
            gate: Semaphore::new(1_000_000),
        });
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let routes = Router::new()
            .route("/originals/{name}", get(serve))
            .route("/renditions/{name}", put(keep))
            .layer(axum::extract::DefaultBodyLimit::disable())
            .with_state(Arc::clone(&shelf));
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                axum::serve(listener, routes).await.unwrap();
            });
        });
        Self { origin, shelf }
    }

    pub(crate) fn requests(&self) -> Vec<String> {
        self.shelf.requests.lock().unwrap().clone()
    }

    pub(crate) fn stored(&self) -> BTreeMap<String, Stored> {
        self.shelf.stored.lock().unwrap().clone()
    }

    /// Holds every GET back until [`Self::open`].
    pub(crate) fn close(&self) {
        self.shelf.gate.forget_permits(1_000_000);
    }

    pub(crate) fn open(&self) {
        self.shelf.gate.add_permits(1_000_000);
    }
}

async fn serve(State(shelf): State<Arc<Shelf>>, Path(name): Path<String>) -> Response {
    shelf.requests.lock().unwrap().push(format!("GET {name}"));
    shelf.gate.acquire().await.unwrap().forget();
    if let Some(place) = shelf.redirect.lock().unwrap().clone() {
        return (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, place)]).into_response();
    }
    match shelf.originals.lock().unwrap().get(&name) {
        Some(file) => file.clone().into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn keep(
    State(shelf): State<Arc<Shelf>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    bytes: Bytes,
) -> StatusCode {
    shelf.requests.lock().unwrap().push(format!("PUT {name}"));
    if shelf.refused.lock().unwrap().contains(&name) {
        return StatusCode::FORBIDDEN;
    }
    let media_type = headers
        .get(CONTENT_TYPE)
        .map(|value| value.to_str().unwrap().to_owned())
        .unwrap_or_default();
    shelf.stored.lock().unwrap().insert(
        name,
        Stored {
            media_type,
            bytes: bytes.to_vec(),
        },
    );
    StatusCode::OK
}
