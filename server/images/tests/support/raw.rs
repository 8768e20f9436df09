//! Storage that misbehaves below HTTP: what it does with a connection is up to the test.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::Arc,
    thread,
};

/// The start of a request: up to the empty line.
pub(crate) struct Head(String);

impl Head {
    fn read(stream: &mut TcpStream) -> Option<Self> {
        let (mut head, mut byte) = (Vec::new(), [0]);
        while !head.ends_with(b"\r\n\r\n") {
            stream.read_exact(&mut byte).ok()?;
            head.push(byte[0]);
        }
        String::from_utf8(head).ok().map(Self)
    }

    pub(crate) fn is_get(&self) -> bool {
        self.0.starts_with("GET ")
    }

    /// The last part of its path.
    pub(crate) fn name(&self) -> String {
        let path = self.0.split([' ', '?']).nth(1).unwrap();
        path.rsplit('/').next().unwrap().to_owned()
    }

    /// How long the body is, as announced.
    pub(crate) fn length(&self) -> usize {
        let text = self.0.to_ascii_lowercase();
        let line = text.lines().find_map(|line| line.strip_prefix("content-length:"));
        line.map_or(0, |length| length.trim().parse().unwrap())
    }
}

/// Starts it on a free port, and has every request answered by `answer`, each on a thread of its own. Returns its origin.
pub(crate) fn start(answer: impl Fn(&Head, &mut TcpStream) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let answer = Arc::new(answer);
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let answer = Arc::clone(&answer);
            thread::spawn(move || {
                // one request for each connection
                if let Some(head) = Head::read(&mut stream) {
                    answer(&head, &mut stream);
                }
            });
        }
    });
    origin
}

/// An ordinary answer with a body.
pub(crate) fn send(stream: &mut TcpStream, body: &[u8]) {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(&[head.as_bytes(), body].concat());
}
