-- Who may not come in for now, and since when. Their photos say it as well (`hidden`), so that lists leave them out without
-- reading a single row of theirs.
alter table users add column suspended_at integer;
alter table photos add column hidden integer not null default 0 check (hidden in (0, 1));

-- Takes the place of `photos_newest`, which the code before this one asks for by name: a later migration drops that. The
-- condition must stay, word for word, LISTED in app/service/src/sql/photos/mod.rs.
create index photos_listed on photos (created_at desc, id desc)
where visibility = 'public' and hidden = 0 and deleted_at is null
and (state = 'ready' or (state in ('queued', 'processing') and preview_type is not null));

-- For the list of people, and for the rule that the site keeps an admin.
create index users_newest on users (created_at desc, id desc);
create index users_admins on users (id) where role = 'admin';

-- Who wants nothing to do with whom.
create table blocks (
    blocker_id text not null references users (id) on delete cascade,
    blocked_id text not null references users (id) on delete cascade,
    created_at integer not null,
    primary key (blocker_id, blocked_id),
    check (blocker_id <> blocked_id)
) strict, without rowid;

create index blocks_newest on blocks (blocker_id, created_at desc, blocked_id desc);
create index blocks_of_blocked on blocks (blocked_id);

-- Links by which one person each can make an account. Used or revoked ones are gone; those that have ended are swept.
create table invitations (
    id text primary key,
    -- of the secret in the link: a copy of the database lets nobody in
    sha256 text not null unique,
    made_by text not null references users (id) on delete cascade,
    created_at integer not null,
    expires_at integer not null
) strict;

create index invitations_open on invitations (expires_at desc, id desc);
create index invitations_of_maker on invitations (made_by);
