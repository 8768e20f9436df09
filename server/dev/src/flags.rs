//! Command-line options, taken out of the list one after the other, so that what remains is a mistake.

use crate::fault::Result;
use std::str::FromStr;

/// Arguments not yet taken.
pub(crate) struct Flags(Vec<String>);

impl Flags {
    /// All of them.
    pub(crate) fn new(arguments: Vec<String>) -> Self {
        Self(arguments)
    }

    /// Whether this flag was given.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|argument| argument != name);
        self.0.len() < before
    }

    /// The values of an option that may be repeated: `--name value` or `--name=value`.
    pub(crate) fn values(&mut self, name: &str) -> Result<Vec<String>> {
        let mut values = Vec::new();
        let mut rest = Vec::new();
        let mut arguments = std::mem::take(&mut self.0).into_iter();
        while let Some(argument) = arguments.next() {
            if argument == name {
                values.push(arguments.next().ok_or_else(|| format!("{name} needs a value"))?);
            } else if let Some(value) = argument.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')) {
                values.push(value.to_owned());
            } else {
                rest.push(argument);
            }
        }
        self.0 = rest;
        Ok(values)
    }

    /// The last value of an option, or its default.
    pub(crate) fn value<T: FromStr>(&mut self, name: &str, default: T) -> Result<T> {
        match self.values(name)?.pop() {
            None => Ok(default),
            Some(text) => text.parse().map_err(|_| format!("{name} cannot be {text:?}").into()),
        }
    }

    /// Ends the reading: what nobody took is a mistake.
    pub(crate) fn end(self) -> Result<()> {
        match self.0.first() {
            None => Ok(()),
            Some(unknown) => Err(format!("unknown option {unknown:?}").into()),
        }
    }

    /// The one thing that is not an option.
    pub(crate) fn only_argument(mut self, what: &str) -> Result<String> {
        match self.0.pop() {
            Some(argument) if self.0.is_empty() && !argument.starts_with('-') => Ok(argument),
            _ => Err(format!("give {what}, and nothing else but the options").into()),
        }
    }

    /// Everything that is not an option; an option that nobody took is a mistake.
    pub(crate) fn arguments(self) -> Result<Vec<String>> {
        match self.0.iter().find(|argument| argument.starts_with('-')) {
            None => Ok(self.0),
            Some(unknown) => Err(format!("unknown option {unknown:?}").into()),
        }
    }

    /// Whether the only flag there can be was given.
    pub(crate) fn only(mut self, name: &str) -> Result<bool> {
        let given = self.flag(name);
        self.end()?;
        Ok(given)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(text: &str) -> Flags {
        Flags::new(text.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn options_are_taken_in_both_spellings() {
        let mut flags = flags("--port 1 --var A=1 --quiet --var=B=2");
        assert_eq!(flags.value("--port", 0_u16), Ok(1));
        assert_eq!(flags.values("--var"), Ok(vec!["A=1".to_owned(), "B=2".to_owned()]));
        assert!(flags.flag("--quiet"));
        assert_eq!(flags.end(), Ok(()));
    }

    #[test]
    fn mistakes_are_named() {
        assert!(flags("--port").value("--port", 0_u16).is_err());
        assert!(flags("--port=x").value("--port", 0_u16).is_err());
        assert!(flags("--prot=1").end().is_err());
        assert!(flags("a b").only_argument("one").is_err());
        assert_eq!(flags("a").only_argument("one"), Ok("a".to_owned()));
        assert_eq!(flags("a b").arguments().unwrap().len(), 2);
        assert!(flags("a --b").arguments().is_err());
    }
}
