-- API tokens, by their SHA-256: a copy of the database opens nothing.
create table tokens (
    sha256 text primary key,
    user_id text not null references users (id) on delete cascade,
    created_at integer not null
) strict;
