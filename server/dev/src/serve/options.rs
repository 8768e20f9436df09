//! Where a site listens, and where it keeps what it stores.

use super::make_folder;
use crate::{
    fault::{Result, While},
    flags::Flags,
};
use std::{
    env,
    fs::{File, OpenOptions},
    path::PathBuf,
};

const PORT: u16 = 8787;
const IMAGES_PORT: u16 = 8790;
const STATE: &str = ".wrangler/state";

/// One site on this machine.
pub(crate) struct Options {
    /// Where the site listens.
    pub(crate) port: u16,
    /// Where the image service listens.
    pub(crate) images_port: u16,
    /// Database, objects, KV and logs.
    pub(crate) state: PathBuf,
    /// Whether the image service is started too.
    pub(crate) images: bool,
    /// `NAME:VALUE`, as wrangler takes them.
    pub(crate) vars: Vec<String>,
    /// Whether what the parts print goes to the terminal instead of into logs.
    pub(crate) loud: bool,
}

impl Options {
    /// Reads them from the command line.
    pub(crate) fn read(arguments: Vec<String>) -> Result<Self> {
        let mut flags = Flags::new(arguments);
        let options = Self {
            port: flags.value("--port", PORT)?,
            images_port: flags.value("--images-port", IMAGES_PORT)?,
            state: flags.value("--state", STATE.into())?,
            images: !flags.flag("--no-images"),
            vars: flags
                .values("--var")?
                .iter()
                .map(|var| as_wrangler_takes_it(var))
                .collect::<Result<_>>()?,
            loud: flags.flag("--loud"),
        };
        flags.end()?;
        options.absolute()
    }

    /// A site that keeps what it stores here, or where sites usually do.
    pub(crate) fn of_state(state: Option<PathBuf>) -> Result<Self> {
        let options = Self::read(Vec::new())?;
        match state {
            None => Ok(options),
            Some(state) => Self { state, ..options }.absolute(),
        }
    }

    /// The same on another port, and the image service as far away from it as usual: so two sites can run at once.
    pub(crate) fn on_port(self, port: Option<u16>) -> Self {
        let port = port.unwrap_or(self.port);
        Self {
            port,
            images_port: port.saturating_add(IMAGES_PORT - PORT),
            ..self
        }
    }

    /// A path is relative to where the command was typed.
    fn absolute(mut self) -> Result<Self> {
        let current = env::current_dir().while_doing("asking for the current folder")?;
        self.state = current.join(self.state);
        Ok(self)
    }

    /// The site's origin.
    pub(crate) fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The image service's origin.
    pub(crate) fn images_origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.images_port)
    }

    /// Where logs go.
    pub(crate) fn logs(&self) -> PathBuf {
        self.state.join("logs")
    }

    /// A log that goes on where it ended; none if the terminal takes its place.
    pub(crate) fn log(&self, name: &str) -> Result<Option<(PathBuf, File)>> {
        if self.loud {
            return Ok(None);
        }
        let path = self.logs().join(format!("{name}.log"));
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .while_doing(format_args!("writing {}", path.display()))?;
        Ok(Some((path, file)))
    }

    /// Makes the folders that everything else is put into.
    pub(crate) fn make_folders(&self) -> Result<()> {
        make_folder(&self.logs())
    }
}

fn as_wrangler_takes_it(var: &str) -> Result<String> {
    match var.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok(format!("{name}:{value}")),
        _ => Err(format!("--var takes NAME=VALUE, not {var:?}").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Options> {
        Options::read(text.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn everything_has_a_default() {
        let options = read("").unwrap();
        assert_eq!(
            (options.origin().as_str(), options.images),
            ("http://127.0.0.1:8787", true)
        );
        assert!(options.state.ends_with(".wrangler/state") && options.state.is_absolute());
    }

    #[test]
    fn everything_can_be_set() {
        let options = read("--port 1 --images-port=2 --no-images --var RETRY_DELAYS=1,2 --state /x").unwrap();
        assert_eq!((options.port, options.images_port, options.images), (1, 2, false));
        assert_eq!(options.vars, ["RETRY_DELAYS:1,2"]);
        assert!(read("--var RETRY_DELAYS").is_err());
    }
}
