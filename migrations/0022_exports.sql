-- Exports: everything of a person as a zip file, packed in slices (app/service/src/export). The row is the truth, the queue is
-- the doorbell. `step` counts finished slices, and each message names the one that it is for; `attempt` only grows and fences
-- off late writers; `due_at` is when the next slice may begin, or when the lease of the running one ends. Numbers from `pages`
-- to `slices_made` are of the round: an export begins anew if a photo is deleted while it is packed.
create table exports (
    id text primary key,
    -- without cascade: who has files in storage does not vanish before them
    user_id text not null references users (id),
    -- the unguessable part of its names in storage
    token text not null unique,
    state text not null check (state in ('collecting', 'summing', 'packing', 'ready', 'failed', 'removed')),
    problem text check (problem is null or problem in ('changed', 'broken')),
    round integer not null default 1 check (round >= 1),
    step integer not null default 0,
    attempt integer not null default 0,
    tries integer not null default 0,
    due_at integer not null,
    -- the photo that was collected last
    after_at integer,
    after_id text,
    pages integer not null default 0,
    photos integer not null default 0,
    entries integer not null default 0,
    files_bytes integer not null default 0,
    directory_bytes integer not null default 0,
    -- how much is summed of the file that is being summed, and its CRC-32 so far
    summed_to integer not null default 0,
    sum integer not null default 0,
    -- the multipart upload, the size of its parts, how far it is, and which page comes next
    upload text,
    part_bytes integer not null default 0,
    packed_to integer not null default 0,
    page integer not null default 0,
    -- the lengths of what is stored already of the part that is under way, as a JSON array; and how many such slices there are of
    -- all parts
    slices text not null default '[]' check (json_valid(slices) and json_type(slices) = 'array'),
    slices_made integer not null default 0,
    created_at integer not null,
    -- when it is given up, if it is not ready; when it goes, if it is; when nothing of it is written any more, if it is removed
    ends_at integer not null,
    check ((state = 'failed') = (problem is not null) or state = 'removed'),
    check ((after_at is null) = (after_id is null))
) strict;

-- one at a time, and a few a day
create unique index exports_one on exports (user_id) where state <> 'removed';
create index exports_of_user on exports (user_id, created_at);
-- what the sweep looks for
create index exports_open on exports (due_at) where state in ('collecting', 'summing', 'packing');
create index exports_by_end on exports (state, ends_at);

-- What an export contains, a few photos a page: names, sizes, checksums and places in storage as JSON
-- (app/service/src/export/page.rs), the texts beside, and where all of it is in the zip file. Written once, so that nothing moves
-- while it is packed; only checksums are filled in.
create table export_pages (
    export_id text not null references exports (id) on delete cascade,
    round integer not null,
    number integer not null,
    entries text not null check (json_valid(entries)),
    texts text not null check (json_valid(texts)),
    -- how many files have no checksum yet
    unsummed integer not null,
    files_at integer not null,
    files_bytes integer not null,
    -- from the beginning of the directory
    directory_at integer not null,
    directory_bytes integer not null,
    primary key (export_id, round, number)
) strict;

create index export_pages_unsummed on export_pages (export_id, round, number) where unsummed > 0;

-- The parts of the multipart upload that are stored: what completes it names them all.
create table export_parts (
    export_id text not null references exports (id) on delete cascade,
    round integer not null,
    number integer not null,
    etag text not null,
    primary key (export_id, round, number)
) strict, without rowid;
