-- Messages that the queue gave up on, so that nobody need wonder.
create table dead_letters (
    id text primary key,
    body text not null,
    received_at integer not null
) strict;
