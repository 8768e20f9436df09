-- Links by which whoever has one sees one photo, whatever its visibility. Whose a link is, its photo says. Albums, once there
-- are any, get a column of their own beside `photo_id`, and a check that one of the two is set.
create table share_links (
    id text primary key,
    -- of the secret in its address: a copy of the database opens nothing
    sha256 text not null unique check (length(sha256) = 64),
    photo_id text not null references photos (id) on delete cascade,
    created_at integer not null,
    expires_at integer not null,
    password_salt text,
    password_hash text,
    may_download integer not null default 0 check (may_download in (0, 1)),
    hide_metadata integer not null default 1 check (hide_metadata in (0, 1)),
    max_views integer check (max_views >= 1),
    views integer not null default 0 check (views >= 0 and (max_views is null or views <= max_views)),
    last_used_at integer,
    check ((password_salt is null) = (password_hash is null)),
    check (expires_at > created_at)
) strict;

-- the links of a photo, newest first
create index share_links_of_photo on share_links (photo_id, created_at desc, id);
-- what the sweep forgets
create index share_links_by_expiry on share_links (expires_at);
