//! sharp at work in a Node process of its own: `sharp/worker.mjs`.

use crate::{
    Result,
    options::Options,
    process::{Process, on_cores},
};
use domain::rendition::Rendition;
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{ChildStdin, ChildStdout, Stdio},
};

/// The quality of each slot.
pub(crate) type Qualities = BTreeMap<String, u8>;

/// The process.
pub(crate) struct Sharp {
    /// As the system sees it.
    pub(crate) process: Process,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Sharp {
    /// Starts it on so many cores, and waits until it has loaded sharp.
    pub(crate) fn start(options: &Options, cores: usize) -> Result<Self> {
        let mut command = on_cores(Path::new("node"), cores);
        command
            .arg(options.sharp.join("worker.mjs"))
            .arg(cores.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut process = Process(command.spawn()?);
        let (input, output) = (process.0.stdin.take(), process.0.stdout.take());
        let mut sharp = Self {
            process,
            input: input.ok_or("node has no input")?,
            output: BufReader::new(output.ok_or("node has no output")?),
        };
        sharp.versions()?;
        Ok(sharp)
    }

    /// Of sharp and of libvips.
    pub(crate) fn versions(&mut self) -> Result<(String, String)> {
        let answer = self.ask(&json!({ "do": "versions" }))?;
        let version = |name: &str| answer.get(name).and_then(Value::as_str).unwrap_or("?").to_owned();
        Ok((version("sharp"), version("vips")))
    }

    /// The photograph, and what is to be made of it.
    pub(crate) fn open(&mut self, photograph: &Path, outputs: &[Rendition], qualities: &Qualities) -> Result<()> {
        let outputs: Vec<Value> = outputs
            .iter()
            .map(|output| {
                json!({
                    "slot": output.slot, "width": output.width, "height": output.height, "type": output.media_type,
                    "quality": qualities.get(&output.slot),
                })
            })
            .collect();
        self.ask(&json!({ "do": "open", "file": photograph, "outputs": outputs }))?;
        Ok(())
    }

    /// Makes everything, one pipeline a size; how long it took, in milliseconds.
    pub(crate) fn each(&mut self) -> Result<f64> {
        self.timed("each")
    }

    /// Makes everything, decoding once; how long it took, in milliseconds.
    pub(crate) fn once(&mut self) -> Result<f64> {
        self.timed("once")
    }

    /// What [`Self::once`] makes, as files named like their slots.
    pub(crate) fn keep(&mut self, folder: &Path) -> Result<()> {
        self.ask(&json!({ "do": "keep", "folder": folder })).map(|_| ())
    }

    /// One output of this quality, as a file.
    pub(crate) fn encode(&mut self, slot: &str, quality: u8, to: &Path) -> Result<()> {
        self.ask(&json!({ "do": "encode", "slot": slot, "quality": quality, "to": to }))
            .map(|_| ())
    }

    /// Any picture as bare pixels in a file: its width and height.
    pub(crate) fn decode(&mut self, from: &Path, to: &Path) -> Result<(u32, u32)> {
        let answer = self.ask(&json!({ "do": "decode", "from": from, "to": to }))?;
        let side = |name: &str| {
            let side = answer.get(name).and_then(Value::as_u64);
            side.and_then(|side| u32::try_from(side).ok())
                .ok_or("sharp names no size")
        };
        Ok((side("width")?, side("height")?))
    }

    fn timed(&mut self, how: &str) -> Result<f64> {
        let answer = self.ask(&json!({ "do": how }))?;
        let ms = answer.get("ms").and_then(Value::as_f64);
        Ok(ms.ok_or("sharp names no time")?)
    }

    fn ask(&mut self, command: &Value) -> Result<Value> {
        writeln!(self.input, "{command}")?;
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        let answer: Value = serde_json::from_str(&line).map_err(|_| "sharp's process ended")?;
        match answer.get("error") {
            Some(error) => Err(format!("sharp: {error}").into()),
            None => Ok(answer),
        }
    }
}
