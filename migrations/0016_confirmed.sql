-- When somebody last showed, within this session, that it is still them: what changes how an account is entered asks for it.
alter table sessions add column confirmed_at integer not null default 0;

-- Codes that let somebody in who lost everything else, by a keyed hash. Each is deleted when it is used.
create table recovery_codes (
    hash text primary key,
    user_id text not null references users (id) on delete cascade,
    created_at integer not null
) strict;

create index recovery_codes_of_user on recovery_codes (user_id);
