-- API tokens: what each is called and for, and until when. Those made before are for everything, and do not end.
create table scoped_tokens (
    id text primary key,
    -- of the token: a copy of the database opens nothing
    sha256 text not null unique,
    user_id text not null references users (id) on delete cascade,
    name text not null check (length(name) <= 60),
    scopes text not null,
    created_at integer not null,
    -- to the hour
    used_at integer,
    expires_at integer
) strict;

insert into scoped_tokens (id, sha256, user_id, name, scopes, created_at)
select lower(hex(randomblob(16))), sha256, user_id, 'make token', 'read upload manage', created_at from tokens;

drop table tokens;
alter table scoped_tokens rename to tokens;

create index tokens_of_user on tokens (user_id, created_at desc);
