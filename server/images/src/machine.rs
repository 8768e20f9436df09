//! What the system says about memory: how much this machine has, and how much this process holds.
//!
//! Read from Linux' `/proc` and `/sys`. Where they are missing, nothing is known.

use std::fs;

/// The memory that this process may use, in bytes: the machine's, or less where its control group (systemd's `MemoryMax`,
/// a container) has less.
#[must_use]
pub fn memory() -> Option<u64> {
    // which a service may not be shown (systemd's `ProcSubset=pid`)
    let machine = fs::read_to_string("/proc/meminfo").ok();
    let machine = machine.and_then(|text| kilobytes(&text, "MemTotal:"));
    machine.into_iter().chain(group_limits()).min()
}

/// The memory that this process holds, in bytes (resident set size), without the processes that it started.
#[must_use]
pub fn resident() -> Option<u64> {
    kilobytes(&fs::read_to_string("/proc/self/status").ok()?, "VmRSS:")
}

/// The value of a line like `VmRSS:     1234 kB`, in bytes.
fn kilobytes(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    let number: u64 = line.trim().strip_suffix("kB")?.trim_end().parse().ok()?;
    number.checked_mul(1024)
}

/// The limits of this process's control group and of those that it is in (cgroup v2).
fn group_limits() -> Vec<u64> {
    let groups = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let Some(path) = groups.lines().find_map(|line| line.strip_prefix("0::/")) else {
        return Vec::new();
    };
    let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
    (0..=names.len())
        .filter_map(|depth| {
            let group = names.get(..depth)?.join("/");
            let limit = fs::read_to_string(format!("/sys/fs/cgroup/{group}/memory.max")).ok()?;
            limit.trim().parse().ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_proc_are_read() {
        let text = "MemTotal:         496128 kB\nVmRSS:\t    8192 kB\nMemFree: 1 MB\n";
        assert_eq!(kilobytes(text, "MemTotal:"), Some(496_128 * 1024));
        assert_eq!(kilobytes(text, "VmRSS:"), Some(8 << 20));
        assert_eq!(kilobytes(text, "MemFree:"), None);
        assert_eq!(kilobytes(text, "Swap:"), None);
    }

    #[test]
    fn this_process_fits_into_this_machine() {
        let (Some(memory), Some(resident)) = (memory(), resident()) else {
            panic!("neither is known on a Linux machine");
        };
        assert!(0 < resident && resident < memory);
    }
}
