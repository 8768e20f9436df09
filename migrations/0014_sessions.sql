-- What somebody is on this site.
alter table users add column role text not null default 'member' check (role in ('member', 'moderator', 'admin'));

-- Who is signed in where. A session without a row does not hold, whatever its token and KV say.
create table sessions (
    id text primary key,
    user_id text not null references users (id) on delete cascade,
    -- what the browser calls itself
    device text not null,
    created_at integer not null,
    -- to the hour: when its token was last renewed
    used_at integer not null,
    expires_at integer not null
) strict;

create index sessions_of_user on sessions (user_id, used_at desc);
create index sessions_by_expiry on sessions (expires_at);
