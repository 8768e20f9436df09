-- What of the plan was used on each day (UTC, counted from 1970-01-01), as far as it was written down: nothing about anybody.
-- A write is one row, without an index. Columns are called as the quotas are (app/domain/src/plan/quota/table.rs).
create table usage (
    day integer primary key,
    -- how often it was written down
    writes integer not null default 0,
    requests integer not null default 0,
    rows_read integer not null default 0,
    rows_written integer not null default 0,
    kv_reads integer not null default 0,
    kv_writes integer not null default 0,
    kv_deletes integer not null default 0,
    kv_lists integer not null default 0,
    class_a integer not null default 0,
    class_b integer not null default 0,
    queue_operations integer not null default 0,
    -- put into R2 on this day; what is deleted is not taken off, a census finds that
    bytes_put integer not null default 0,
    -- on earlier days of its month
    class_a_before integer not null default 0,
    class_b_before integer not null default 0,
    -- as they last were
    database_bytes integer not null default 0,
    stored_bytes integer not null default 0
) strict;

-- How far adding up the sizes of stored files has come, which goes on in slices (app/service/src/census.rs). One row.
create table census (
    id integer primary key check (id = 1),
    -- which table, and after which row of it
    part integer not null default 0,
    place integer not null default 0,
    -- what was found until there
    bytes integer not null default 0,
    -- when it began, and what had been put into R2 on that day until then
    begun_day integer not null default 0,
    begun_put integer not null default 0
) strict;

insert into census (id) values (1);
