-- Image work: the truth behind the queue's messages. `attempt` only grows and fences off late answers; `tries` begins
-- again when the owner retries. `due_at` is when a queued job may start, or when a running one's lease ends. `clean_after`
-- is when names that lost attempts may have written can be removed, since their upload addresses have expired.
create table jobs (
    photo_id text primary key references photos (id) on delete cascade,
    state text not null check (state in ('queued', 'running', 'done', 'failed')),
    attempt integer not null default 0,
    tries integer not null default 0,
    due_at integer not null,
    last_error text,
    clean_after integer,
    created_at integer not null,
    updated_at integer not null
) strict;

create index jobs_open on jobs (due_at) where state in ('queued', 'running');
create index jobs_to_clean on jobs (clean_after) where clean_after is not null;
