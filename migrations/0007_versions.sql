-- Counters that grow whenever a cached page becomes stale, so that a page rendered before a change is never stored after it.
create table versions (
    page text primary key,
    version integer not null
) strict;

insert into versions (page, version) values ('home', 0);
