//! A stand-in for storage on this machine: hands out one original, keeps what is put.

use crate::Result;
use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, State},
    routing::{get, put},
};
use std::{
    collections::BTreeMap,
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};
use tokio::{net::TcpListener, runtime::Builder};

/// The stand-in, which serves until the program ends.
pub(crate) struct Storage {
    /// Where it answers.
    pub(crate) origin: String,
    shelf: Arc<Shelf>,
}

#[derive(Default)]
struct Shelf {
    original: Mutex<Bytes>,
    renditions: Mutex<BTreeMap<String, Bytes>>,
}

impl Storage {
    /// Starts it on a free port.
    pub(crate) fn start() -> Result<Self> {
        let shelf = Arc::new(Shelf::default());
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let origin = format!("http://{}", listener.local_addr()?);
        let routes = Router::new()
            .route("/original", get(serve))
            .route("/renditions/{slot}", put(keep))
            .layer(DefaultBodyLimit::disable())
            .with_state(Arc::clone(&shelf));
        let runtime = Builder::new_current_thread().enable_all().build()?;
        thread::spawn(move || {
            runtime.block_on(async {
                // whoever waits for an answer sees that there is none
                if let Ok(listener) = TcpListener::from_std(listener) {
                    let _ = axum::serve(listener, routes).await;
                }
            });
        });
        Ok(Self { origin, shelf })
    }

    /// What is handed out from now on.
    pub(crate) fn hold(&self, original: Vec<u8>) {
        *lock(&self.shelf.original) = original.into();
    }

    /// What was put since the last call.
    pub(crate) fn take(&self) -> BTreeMap<String, Bytes> {
        mem::take(&mut *lock(&self.shelf.renditions))
    }
}

async fn serve(State(shelf): State<Arc<Shelf>>) -> Bytes {
    lock(&shelf.original).clone()
}

async fn keep(State(shelf): State<Arc<Shelf>>, Path(slot): Path<String>, bytes: Bytes) {
    lock(&shelf.renditions).insert(slot, bytes);
}

// nothing is left half-done under these locks
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
