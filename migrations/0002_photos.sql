-- Photos. `token` is the unguessable part of their names in storage; `sha256` is set once the original is stored whole;
-- `attempt` is the attempt whose renditions are shown; `camera` and `renditions` are JSON as in the image service's report.
create table photos (
    id text primary key,
    token text not null unique,
    owner_id text not null references users (id),
    state text not null check (state in ('uploading', 'queued', 'processing', 'ready', 'failed')),
    reason text,
    title text not null default '',
    visibility text not null check (visibility in ('public', 'unlisted', 'private')),
    media_type text not null,
    bytes integer not null,
    sha256 text,
    width integer,
    height integer,
    placeholder text,
    camera text,
    taken_at text,
    preview_type text,
    attempt integer,
    renditions text,
    created_at integer not null,
    deleted_at integer,
    check ((state = 'failed') = (reason is not null)),
    check (state <> 'ready' or (attempt is not null and renditions is not null))
) strict;

-- The same bytes from the same owner are one photo. A deleted photo does not count; one still arriving has no hash yet.
create unique index photos_once on photos (owner_id, sha256) where sha256 is not null and deleted_at is null;
