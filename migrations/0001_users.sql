-- People. The password is stretched in their browser; what is stored is a keyed hash of that (app/domain/src/account.rs).
-- Both columns are null for somebody who cannot sign in by password.
create table users (
    id text primary key,
    email text not null unique,
    handle text not null unique,
    name text not null,
    password_salt text,
    password_hash text,
    created_at integer not null,
    check ((password_salt is null) = (password_hash is null))
) strict;
