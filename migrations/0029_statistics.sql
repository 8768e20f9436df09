-- What the cron did, a row a run: `tasks` is JSON as in app/service/src/cron/record.rs. A run without an end died.
create table cron_runs (
    started_at integer primary key,
    ended_at integer,
    tasks text not null default '[]' check (json_valid(tasks) and json_type(tasks) = 'array')
) strict;
-- How many milliseconds each part took to answer when the cron asked; null if it did not.
create table latencies (
    asked_at integer primary key,
    d1 integer,
    r2 integer,
    kv integer,
    images integer
) strict;
-- A day (UTC, counted from 1970-01-01) in figures: nothing about anybody. `view_rows` is how many rows were written to count views
-- (app/domain/src/views/sample.rs). `counts` is what there was when a tally came to its end; `latencies` is of the table of that
-- name. Both are JSON.
create table statistics (
    day integer primary key,
    views integer not null default 0,
    view_rows integer not null default 0,
    uploads integer not null default 0,
    sign_ups integer not null default 0,
    counts text check (json_valid(counts)),
    latencies text check (json_valid(latencies))
) strict;
-- How far counting has come, which goes on in slices (app/service/src/tally.rs): which table, and after which row of it; what was
-- found until there; and up to which row of `jobs` and of `users` they are in `statistics`. One row.
create table tally (
    id integer primary key check (id = 1),
    part integer not null default 0,
    place integer not null default 0,
    found text not null default '{}' check (json_valid(found)),
    uploads_to integer not null default 0,
    sign_ups_to integer not null default 0
) strict;
insert into tally (id) values (1);
-- How often public photos were looked at, about, and how popular that makes them (app/domain/src/views/decay.rs). A write is two
-- rows: the photo's and the index's.
create table photo_views (
    photo_id text primary key references photos (id) on delete cascade,
    views integer not null,
    score real not null
) strict, without rowid;
create index photo_views_by_score on photo_views (score desc);
