//! The system calls that working on a picture needs: a list of those that are allowed. Any other ends the process (SIGSYS).
//!
//! Most were found by looking at what the standard library, glibc and musl use for memory, threads and pipes. None opens
//! anything, starts a program, or reaches another process.

use libc::{
    CLONE_THREAD, ENOSYS, F_GETFD, PR_SET_NAME, PROT_EXEC, SYS_brk, SYS_clock_gettime, SYS_clone, SYS_clone3,
    SYS_close, SYS_exit, SYS_exit_group, SYS_fcntl, SYS_futex, SYS_getpid, SYS_getrandom, SYS_gettid, SYS_madvise,
    SYS_membarrier, SYS_mmap, SYS_mprotect, SYS_mremap, SYS_munmap, SYS_prctl, SYS_read, SYS_readv,
    SYS_restart_syscall, SYS_rseq, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sched_getaffinity,
    SYS_sched_yield, SYS_set_robust_list, SYS_sigaltstack, SYS_write, SYS_writev,
};
use seccompiler::{
    BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, apply_filter,
};
use std::{collections::BTreeMap, env::consts::ARCH};

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// Allowed whatever their arguments are.
const CALLS: [i64; 28] = [
    // the pipes
    SYS_read,
    SYS_readv,
    SYS_write,
    SYS_writev,
    SYS_close,
    // memory; mmap and mprotect are below
    SYS_brk,
    SYS_madvise,
    SYS_mremap,
    SYS_munmap,
    // threads; clone is below
    SYS_exit,
    SYS_exit_group,
    SYS_futex,
    SYS_getpid,
    SYS_gettid,
    SYS_membarrier,
    SYS_rseq,
    SYS_sched_getaffinity,
    SYS_sched_yield,
    SYS_set_robust_list,
    // signals to itself: a stack that overflows says so
    SYS_restart_syscall,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    // time, and the seeds of hash maps
    SYS_clock_gettime,
    SYS_getrandom,
    // answered with "there is no such call": its arguments lie in memory, where a filter cannot look; clone is tried then
    SYS_clone3,
    // the names of threads
    SYS_prctl,
];

/// Lets this thread, and those it starts, make no other system calls. Whether the kernel took it.
pub(super) fn filter() -> bool {
    // the list last: it does not allow to set a filter
    let programs = [clone3_is_missing(), allowed()];
    programs
        .into_iter()
        .all(|program| program.is_ok_and(|program| apply_filter(&program).is_ok()))
}

fn allowed() -> Result<BpfProgram, BackendError> {
    let mut rules: Rules = CALLS.into_iter().map(|call| (call, Vec::new())).collect();
    // memory is never made executable
    let not_executable = SeccompCmpOp::MaskedEq(flag(PROT_EXEC));
    rules.insert(SYS_mmap, when(2, not_executable.clone(), 0)?);
    rules.insert(SYS_mprotect, when(2, not_executable, 0)?);
    // threads, but no processes
    let thread = flag(CLONE_THREAD);
    rules.insert(SYS_clone, when(0, SeccompCmpOp::MaskedEq(thread), thread)?);
    rules.insert(SYS_prctl, when(0, SeccompCmpOp::Eq, flag(PR_SET_NAME))?);
    // the standard library, built for debugging, asks whether what it closes was open
    rules.insert(SYS_fcntl, when(1, SeccompCmpOp::Eq, flag(F_GETFD))?);
    program(rules, SeccompAction::KillProcess, SeccompAction::Allow)
}

/// Of two filters the stricter answer counts.
fn clone3_is_missing() -> Result<BpfProgram, BackendError> {
    let rules = Rules::from([(SYS_clone3, Vec::new())]);
    let missing = SeccompAction::Errno(ENOSYS.unsigned_abs());
    program(rules, SeccompAction::Allow, missing)
}

fn program(rules: Rules, otherwise: SeccompAction, listed: SeccompAction) -> Result<BpfProgram, BackendError> {
    SeccompFilter::new(rules, otherwise, listed, ARCH.try_into()?)?.try_into()
}

fn when(argument: u8, compare: SeccompCmpOp, value: u64) -> Result<Vec<SeccompRule>, BackendError> {
    let condition = SeccompCondition::new(argument, SeccompCmpArgLen::Dword, compare, value)?;
    Ok(vec![SeccompRule::new(vec![condition])?])
}

fn flag(flag: i32) -> u64 {
    flag.unsigned_abs().into()
}
