-- What `/admin/jobs` lists: jobs that have failed, the last one first, and messages that the queue gave up on.
create index jobs_failed on jobs (updated_at) where state = 'failed';
create index dead_letters_newest on dead_letters (received_at, id);

-- Backups: every row of the tables that are in one, slice by slice into the private bucket (app/service/src/backup). The row is the
-- truth, the queue is the doorbell: `step`, `attempt`, `tries` and `due_at` are as those of exports. One that is `complete` has a
-- manifest in storage and stands in the index there; one that is `leaving` is removed, slice by slice, and then its row.
create table backups (
    id text primary key,
    -- the unguessable part of its names in storage
    token text not null unique,
    state text not null check (state in ('copying', 'listing', 'complete', 'leaving')),
    step integer not null default 0,
    attempt integer not null default 0,
    tries integer not null default 0,
    due_at integer not null,
    -- which table comes next, and after which row of it
    part integer not null default 0,
    place text,
    -- what is stored of it
    slices integer not null default 0,
    row_count integer not null default 0,
    bytes integer not null default 0,
    -- of its manifest, once that is stored
    manifest_sha256 text check (manifest_sha256 is null or length(manifest_sha256) = 64),
    begun_at integer not null,
    ended_at integer,
    check (state <> 'complete' or (manifest_sha256 is not null and ended_at is not null))
) strict;

create index backups_newest on backups (begun_at);

-- What the manifest will say of each slice; gone once it does.
create table backup_slices (
    backup_id text not null references backups (id) on delete cascade,
    number integer not null,
    table_name text not null,
    row_count integer not null,
    bytes integer not null,
    sha256 text not null check (length(sha256) = 64),
    primary key (backup_id, number)
) strict, without rowid;

-- The audit: whether objects are in storage that should be, a few photos an hour (app/service/src/audit.rs). How far it is: one row.
create table audit (
    id integer primary key check (id = 1),
    -- after which row of `photos`
    place integer not null default 0,
    begun_at integer not null default 0,
    -- when the last round ended, and how many objects it has looked at
    ended_at integer,
    looked_at integer not null default 0,
    last_looked_at integer not null default 0
) strict;

insert into audit (id) values (1);

-- What it did not find, or found with another size. It goes with the photo, or when it is found the next time.
create table audit_findings (
    photo_id text not null references photos (id) on delete cascade,
    -- `original`, `preview`, or the name of a rendition's slot
    object text not null,
    -- sizes in bytes; none expected if any is right, none found if there is no such object
    expected integer,
    found integer,
    noticed_at integer not null,
    primary key (photo_id, object)
) strict, without rowid;

create index audit_findings_newest on audit_findings (noticed_at);
