-- Leaving: when somebody asked for their account to be deleted. From then on nobody meets them here, and two weeks later
-- everything of theirs goes (app/service/src/leave). Their photos say it as well (`hidden`).
alter table users add column leaving_at integer;
create index users_leaving on users (leaving_at) where leaving_at is not null;

-- Whether others may know where photos were taken: for all of a person's photos, and for one of them.
alter table users add column show_place integer not null default 0 check (show_place in (0, 1));
alter table photos add column place text not null default 'account' check (place in ('account', 'show', 'hide'));

-- Every picture of a mark that may be in storage, written down before it is stored: what is not used is removed.
create table mark_pictures (
    token text primary key,
    user_id text not null references users (id) on delete cascade,
    stored_at integer not null
) strict;

create index mark_pictures_of_user on mark_pictures (user_id);
create index mark_pictures_by_age on mark_pictures (stored_at);

insert into mark_pictures (token, user_id, stored_at)
select mark_token, user_id, changed_at from image_settings where mark_token is not null;
