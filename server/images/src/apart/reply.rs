//! What the process that works on a photo tells the one that started it: one message after the other.
//!
//! On the wire, a message is its kind (one byte), its length (four bytes, the highest first) and its content. Whoever reads
//! them trusts nobody: a process that a file took over may write what it likes. So no message is larger than it can be
//! for this photo, and each comes once. How the messages of each kind look is in [`super::message`].

use super::message::{Message, RenditionFile};
use crate::{
    limits::{ENCODED_BASE_BYTES, MAX_ENCODED_BYTES_A_PIXEL, MAX_FACTS_BYTES, MAX_FAULT_BYTES},
    plan::Plan,
};
use domain::rendition::Slot;
use std::io::{self, Read, Write};

/// Where messages are written.
pub struct Writer(Box<dyn Write + Send>);

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Writer")
    }
}

impl Writer {
    /// Writes messages to there.
    pub fn new(to: impl Write + Send + 'static) -> Self {
        Self(Box::new(to))
    }

    /// Writes a message.
    ///
    /// # Errors
    /// If nobody reads it any more, or if it is too long to be one.
    pub fn write(&mut self, message: &Message) -> io::Result<()> {
        let (head, body) = message.content()?;
        let length = u32::try_from(head.len() + body.len()).map_err(io::Error::other)?;
        let start = [&[message.kind()][..], &length.to_be_bytes(), &head].concat();
        self.0.write_all(&start)?;
        self.0.write_all(body)
    }
}

/// Why there is no further message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// The stream ended.
    Ended,
    /// What came is no message, or not one that may come now.
    Nonsense,
}

/// Reads the messages about one photo.
#[derive(Debug)]
pub struct Reader<R> {
    from: R,
    /// The renditions that have not come yet.
    missing: Vec<(Slot, u32, u32)>,
    /// The first step that has not been told of.
    next_step: u8,
    facts: bool,
    /// How long the smaller copy may be, in bytes. 0 once it came, or if none is wanted.
    most_copied: u32,
}

impl<R: Read> Reader<R> {
    /// Reads messages about a photo of which this is to be made, and a copy of so many bytes at most.
    pub fn new(from: R, plan: &Plan, most_copied: u32) -> Self {
        Self {
            from,
            missing: plan.renditions.clone(),
            next_step: 0,
            facts: false,
            most_copied,
        }
    }

    /// The next message.
    ///
    /// # Errors
    /// [`Silence`] says why there is none.
    pub fn message(&mut self) -> Result<Message, Silence> {
        let [kind, length @ ..] = self.bytes::<5>()?;
        let length = u32::from_be_bytes(length);
        if length > self.most(kind) {
            return Err(Silence::Nonsense);
        }
        let mut content = Vec::with_capacity(usize::try_from(length).map_err(|_| Silence::Nonsense)?);
        let read = self.from.by_ref().take(length.into()).read_to_end(&mut content);
        if read.ok() != usize::try_from(length).ok() {
            return Err(Silence::Ended);
        }
        let message = Message::parse(kind, content).ok_or(Silence::Nonsense)?;
        if self.expects(&message) {
            Ok(message)
        } else {
            Err(Silence::Nonsense)
        }
    }

    /// The longest message of a kind that may come now, in bytes.
    fn most(&self, kind: u8) -> u32 {
        match kind {
            Message::STEP => 5,
            Message::FACTS => MAX_FACTS_BYTES,
            Message::FAULT => MAX_FAULT_BYTES,
            Message::RENDITION => self
                .missing
                .iter()
                .map(|(_, w, h)| most_encoded(*w, *h))
                .max()
                .unwrap_or(0),
            Message::COPY => self.most_copied,
            _ => 0,
        }
    }

    /// Whether this message may come now. Each comes once.
    fn expects(&mut self, message: &Message) -> bool {
        match message {
            Message::Step { number, .. } => {
                let later = *number >= self.next_step;
                self.next_step = number.saturating_add(1);
                later
            }
            Message::Facts(_) => !std::mem::replace(&mut self.facts, true),
            Message::Rendition(file) => self.takes(file),
            // after everything that must not be missing
            Message::Copy(file) => !file.is_empty() && std::mem::take(&mut self.most_copied) > 0 && self.is_whole(),
            // nothing was left out
            Message::End => self.is_whole(),
            Message::Fault(_) => true,
        }
    }

    fn is_whole(&self) -> bool {
        self.facts && self.missing.is_empty()
    }

    /// Whether this rendition was planned and has not come yet.
    fn takes(&mut self, file: &RenditionFile) -> bool {
        let planned = (file.slot, file.width, file.height);
        let before = self.missing.len();
        self.missing.retain(|rendition| *rendition != planned);
        self.missing.len() < before && file.bytes.len() as u64 <= u64::from(most_encoded(file.width, file.height))
    }

    fn bytes<const COUNT: usize>(&mut self) -> Result<[u8; COUNT], Silence> {
        let mut bytes = [0; COUNT];
        self.from.read_exact(&mut bytes).map_err(|_| Silence::Ended)?;
        Ok(bytes)
    }
}

/// The longest file that encoding a picture can give, in bytes: no format of ours needs more than the pixels themselves.
fn most_encoded(width: u32, height: u32) -> u32 {
    width
        .saturating_mul(height)
        .saturating_mul(MAX_ENCODED_BYTES_A_PIXEL)
        .saturating_add(ENCODED_BASE_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{facts::Facts, fault::Fault};
    use domain::rendition::JPEG;
    use std::sync::{Arc, Mutex};

    fn plan() -> Plan {
        Plan {
            seen: (3, 2),
            is_lying: false,
            renditions: vec![(JPEG, 3, 2)],
        }
    }

    fn rendition(width: u32, bytes: usize) -> Message {
        Message::Rendition(RenditionFile {
            slot: JPEG,
            width,
            height: 2,
            bytes: vec![7; bytes],
        })
    }

    fn facts() -> Message {
        Message::Facts(Facts {
            placeholder: "888".repeat(6),
            ..Facts::default()
        })
    }

    #[derive(Clone, Default)]
    struct Sink(Arc<Mutex<Vec<u8>>>);

    impl Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn written(messages: &[Message]) -> Vec<u8> {
        let sink = Sink::default();
        let mut writer = Writer::new(sink.clone());
        messages.iter().for_each(|message| writer.write(message).unwrap());
        sink.0.lock().unwrap().clone()
    }

    /// What is read of these messages, and how it ends.
    fn read(bytes: &[u8]) -> (Vec<Message>, Silence) {
        let mut reader = Reader::new(bytes, &plan(), 5);
        let mut messages = Vec::new();
        loop {
            match reader.message() {
                Ok(message) => messages.push(message),
                Err(silence) => return (messages, silence),
            }
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let messages = [
            Message::Step { number: 0, millis: 70 },
            Message::Step { number: 5, millis: 3 },
            facts(),
            rendition(3, 1000),
            Message::Copy(b"photo".to_vec()),
            Message::End,
        ];
        assert_eq!(read(&written(&messages)), (messages.to_vec(), Silence::Ended));
        for fault in [Fault::damaged(), Fault::later("no memory")] {
            let messages = [Message::Fault(fault)];
            assert_eq!(read(&written(&messages)), (messages.to_vec(), Silence::Ended));
        }
    }

    #[test]
    fn what_stops_in_the_middle_is_no_message() {
        let bytes = written(&[rendition(3, 1000)]);
        for length in [0, 4, 5, 100, bytes.len() - 1] {
            assert_eq!(read(&bytes[..length]), (vec![], Silence::Ended));
        }
    }

    #[test]
    fn what_was_not_asked_for_is_nonsense() {
        let step = |number| Message::Step { number, millis: 0 };
        for messages in [
            // another size, and too large a file
            vec![rendition(4, 10)],
            vec![rendition(3, 70_000)],
            // twice
            vec![rendition(3, 10), rendition(3, 10)],
            vec![facts(), facts()],
            vec![step(1), step(1)],
            // an end without everything
            vec![Message::End],
            vec![facts(), Message::End],
            vec![rendition(3, 10), Message::End],
            // a copy that is too large, comes too early, is none, or comes again
            vec![facts(), rendition(3, 10), Message::Copy(vec![7; 6])],
            vec![facts(), Message::Copy(vec![7])],
            vec![facts(), rendition(3, 10), Message::Copy(vec![])],
            vec![
                facts(),
                rendition(3, 10),
                Message::Copy(vec![7]),
                Message::Copy(vec![7]),
            ],
        ] {
            let (read, silence) = read(&written(&messages));
            assert_eq!((read.len(), silence), (messages.len() - 1, Silence::Nonsense));
        }
    }

    #[test]
    fn a_length_is_not_believed() {
        for kind in 0..=u8::MAX {
            let (messages, silence) = read(&[kind, 0xff, 0xff, 0xff, 0xff, 1, 2, 3]);
            assert_eq!((messages.len(), silence), (0, Silence::Nonsense));
        }
    }
}
