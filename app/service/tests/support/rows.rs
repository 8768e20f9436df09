//! How many rows a statement reads and writes, as D1 bills them.
//!
//! D1 is SQLite with counters at certain steps of its virtual machine (workerd, `patches/sqlite/0001-row-counts-plain.patch`).
//! This SQLite has no such counters, but built as `.cargo/config.toml` says it tells how often it did each step, and the same steps
//! are added up afterwards. Two things it does not tell, so that a little more is counted than D1 would count: a step to the next row
//! that finds none (one for each loop that comes to the end of a table or index), and a look-up by an index that finds nothing.
//! `tests/rows.rs` has D1's own figures beside these.

use rusqlite::{Connection, ffi};
use std::{collections::HashSet, ffi::CStr, ptr};

/// So many rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Used {
    pub read: u64,
    pub written: u64,
}

impl std::ops::AddAssign for Used {
    fn add_assign(&mut self, other: Self) {
        self.read += other.read;
        self.written += other.written;
    }
}

/// Steps that come to a row. A look-up of a table's row from its index (`DeferredSeek`) is none of them, nor is a mere
/// question whether there is a row (`Found`).
const READS: [&str; 13] = [
    "SeekLT",
    "SeekLE",
    "SeekGE",
    "SeekGT",
    "NotExists",
    "SeekRowid",
    "Last",
    "Rewind",
    "Sort",
    "SorterSort",
    "Next",
    "Prev",
    "SorterNext",
];
/// The same of what is no table, such as the items of a JSON array.
const READS_ELSEWHERE: &str = "VNext";
/// Steps that write a row of a table, or of an index.
const WRITES: [&str; 2] = ["Insert", "IdxInsert"];
/// Steps that delete a row, if they count as a change. Rows of indexes go uncounted.
const DELETES: &str = "Delete";
/// The mark of a step that counts as a change (`OPFLAG_NCHANGE`).
const COUNTS: i64 = 1;
/// Steps that open what lives no longer than the statement: writing there is free.
const EPHEMERAL: [&str; 4] = ["OpenEphemeral", "OpenDup", "OpenAutoindex", "SorterOpen"];

/// A kind of step of a program, and how often it was done.
struct Step {
    /// The program that it is part of: a foreign key's action is one of its own.
    program: String,
    name: String,
    /// Mostly the table or index that it is about.
    cursor: i64,
    /// Of a deletion, its flags.
    second: i64,
    times: u64,
}

/// What this statement used that has run once on this connection, and is held by whoever ran it.
pub fn used_by(connection: &Connection, sql: &str) -> Used {
    let steps = steps(connection, sql);
    let place = |step: &Step| (step.program.clone(), step.cursor);
    let is_ephemeral = |step: &&Step| EPHEMERAL.contains(&step.name.as_str());
    let ephemeral: HashSet<_> = steps.iter().filter(is_ephemeral).map(place).collect();
    let mut used = Used::default();
    for step in &steps {
        let name = step.name.as_str();
        if READS.contains(&name) || name == READS_ELSEWHERE {
            used.read += step.times;
        } else if ephemeral.contains(&place(step)) {
            continue;
        } else if WRITES.contains(&name) || (name == DELETES && step.second & COUNTS != 0) {
            used.written += step.times;
        }
    }
    used
}

const ASK: &str = "select coalesce(subprog, ''), opcode, p1, p2, nexec from bytecode(?1) where nexec > 0 and opcode in \
     ('SeekLT', 'SeekLE', 'SeekGE', 'SeekGT', 'NotExists', 'SeekRowid', 'Last', 'Rewind', 'Sort', 'SorterSort', 'Next', 'Prev', \
     'SorterNext', 'VNext', 'Insert', 'IdxInsert', 'Delete', 'OpenEphemeral', 'OpenDup', 'OpenAutoindex', 'SorterOpen')";

/// Every step that was done and matters, once. The safe crate cannot hand one statement to another.
fn steps(connection: &Connection, sql: &str) -> Vec<Step> {
    // fails if this SQLite was not built as .cargo/config.toml says
    let asks = connection.prepare_cached(ASK).unwrap();
    let mut steps = Vec::new();
    // SAFETY: the connection lives, and nobody else uses it meanwhile; both statements are held, this one here and that one by the
    // caller; texts are copied before the statement goes on
    unsafe {
        let (asking, asked) = (held(connection, ASK), held(connection, sql));
        ffi::sqlite3_bind_pointer(asking, 1, asked.cast(), c"stmt-pointer".as_ptr(), None);
        while ffi::sqlite3_step(asking) == ffi::SQLITE_ROW {
            let text = |column| {
                CStr::from_ptr(ffi::sqlite3_column_text(asking, column).cast())
                    .to_string_lossy()
                    .into_owned()
            };
            let number = |column| ffi::sqlite3_column_int64(asking, column);
            steps.push(Step {
                program: text(0),
                name: text(1),
                cursor: number(2),
                second: number(3),
                times: u64::try_from(number(4)).unwrap(),
            });
        }
        ffi::sqlite3_reset(asking);
        ffi::sqlite3_clear_bindings(asking);
        ffi::sqlite3_stmt_scanstatus_reset(asked);
    }
    drop(asks);
    steps
}

/// The statement of this text.
///
/// # Safety
/// The connection is used by nobody else meanwhile. What is given lives as long as somebody holds the statement.
unsafe fn held(connection: &Connection, sql: &str) -> *mut ffi::sqlite3_stmt {
    // SAFETY: as this function's; every statement of a connection has a text
    unsafe {
        let handle = connection.handle();
        let mut statement = ffi::sqlite3_next_stmt(handle, ptr::null_mut());
        while !statement.is_null() {
            if CStr::from_ptr(ffi::sqlite3_sql(statement)).to_bytes() == sql.trim().as_bytes() {
                return statement;
            }
            statement = ffi::sqlite3_next_stmt(handle, statement);
        }
    }
    panic!("nobody holds {sql}")
}
