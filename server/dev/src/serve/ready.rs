//! Waits until every part answers.

use super::{
    child::Child,
    signals::{Stop, pause},
};
use crate::{clock::Stopwatch, fault::Result};
use std::{
    io::{Read as _, Write as _},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    time::Duration,
};

/// How long everything together may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long one answer may take. The first request of a Worker compiles it.
const ANSWER: Duration = Duration::from_secs(20);

/// Says so where something listens already: its answer would be taken for ours.
pub(crate) fn check_free(port: u16, option: &str) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!(
            "port {port} cannot be used ({error}): stop what listens there, or choose another with {option}"
        )
        .into()),
    }
}

/// Waits until each part answers 200 to `/healthz`. False if it was told to stop meanwhile.
pub(crate) fn wait_for(children: &mut [Child], stop: &Stop) -> Result<bool> {
    let watch = Stopwatch::start();
    for index in 0..children.len() {
        let Some(port) = children.get(index).map(Child::port) else {
            continue;
        };
        while !answers(port) {
            if stop.told() {
                return Ok(false);
            }
            check_alive(children)?;
            if watch.elapsed() > PATIENCE {
                let name = children.get(index).map_or("", Child::name);
                return Err(format!("{name} does not answer on port {port} after {} s", PATIENCE.as_secs()).into());
            }
            pause();
        }
    }
    check_alive(children)?;
    Ok(!stop.told())
}

fn check_alive(children: &mut [Child]) -> Result<()> {
    for child in children {
        if let Some(status) = child.just_ended() {
            return Err(child.obituary(status).into());
        }
    }
    Ok(())
}

fn answers(port: u16) -> bool {
    status_line(port).is_some_and(|line| line.starts_with("HTTP/1.1 200"))
}

fn status_line(port: u16) -> Option<String> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(ANSWER)).ok()?;
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut start = [0; 12];
    stream.read_exact(&mut start).ok()?;
    Some(String::from_utf8_lossy(&start).into_owned())
}
