//! Starts and stops the service. What it answers stands in [`crate::http`].

use crate::{
    admission::Admission,
    apart::{Workshop, sandbox::Protections},
    config::Config,
    http,
    limits::STOP_TIMEOUT,
    log,
    memory::Memory,
    metrics::Metrics,
    origins::Origins,
    storage::{Patience, Storage},
    work::Tools,
};
use domain::seal::Key;
use std::{future::poll_fn, io, sync::Arc, task::Poll, time::Duration};
use tokio::{
    net::TcpListener,
    runtime::Builder,
    signal::unix::{SignalKind, signal},
    sync::oneshot,
    time::timeout,
};

/// Everything that requests share: built once, handed down.
#[derive(Debug)]
pub struct Service {
    /// Checks the tickets' signatures.
    pub key: Key,
    /// The key that `key` replaces: accepted as well.
    pub previous_key: Option<Key>,
    /// Where tickets' URLs may point.
    pub origins: Origins,
    /// How long one job may take, waiting included.
    pub job_time: Duration,
    /// Who may work and who may wait.
    pub admission: Admission,
    /// What was done so far.
    pub metrics: Metrics,
    /// What the steps work with.
    pub tools: Tools,
    /// Which protections of the kernel hold the processes that work on pictures. Nothing, if that could not be found out.
    pub protections: Option<Protections>,
}

impl Service {
    /// Builds the parts.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let job_time = Duration::from_secs(config.job_seconds);
        // a file that takes most of a job's time is at fault; one that had to wait for its turn is not
        let workshop = Workshop::new(config.program, job_time * 3 / 5);
        Self {
            protections: workshop.protections().ok(),
            key: config.key,
            previous_key: config.previous_key,
            origins: config.origins.clone(),
            job_time,
            admission: Admission::new(config.jobs, config.queue),
            metrics: Metrics::default(),
            tools: Tools {
                storage: Storage::new(config.origins, Patience::default()),
                workshop,
                memory: Memory::new(config.memory_bytes),
            },
        }
    }
}

/// Serves until the process is told to stop (SIGINT or SIGTERM), then finishes what it holds. `warnings` are written to
/// the log once it listens.
///
/// # Errors
/// If it cannot listen.
pub fn serve(config: Config, warnings: &[String]) -> io::Result<()> {
    // one thread for the network, and one for each job: admission lets no more in
    let runtime = Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(config.jobs)
        .thread_name("job")
        .build()?;
    let served = runtime.block_on(listen(config, warnings));
    // whatever is still at work has had its time: its job is given out again
    runtime.shutdown_background();
    served
}

/// The line of the log about what holds the processes that work on pictures.
fn sandbox(protections: Option<Protections>) -> String {
    let known = protections.map_or_else(|| "unknown".to_owned(), |protections| protections.to_string());
    format!("images: sandbox {known}")
}

async fn listen(config: Config, warnings: &[String]) -> io::Result<()> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let listener = TcpListener::bind(config.listen).await?;
    log::say(&format!("images: listening on http://{}", listener.local_addr()?));
    warnings.iter().for_each(|warning| log::say(warning));
    let service = Arc::new(Service::new(config));
    log::say(&sandbox(service.protections));
    let (stop, stopped) = oneshot::channel::<()>();
    let server = axum::serve(listener, http::router(Arc::clone(&service))).with_graceful_shutdown(async {
        let _ = stopped.await;
    });
    let server = tokio::spawn(server.into_future());
    poll_fn(|context| match terminate.poll_recv(context) {
        Poll::Ready(_) => Poll::Ready(()),
        Poll::Pending => interrupt.poll_recv(context).map(|_| ()),
    })
    .await;
    log::say("images: stopping");
    let finish = async {
        // it goes on listening meanwhile, so that new tickets are answered "later" and health can be asked for
        service.admission.drain().await;
        drop(stop);
        // answers that are under way arrive whole
        server.await
    };
    if timeout(STOP_TIMEOUT, finish).await.is_err() {
        log::say("images: gave up on a job that took too long");
    }
    Ok(())
}
