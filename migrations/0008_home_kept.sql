-- When the home page was last written to KV, by whichever location: KV takes few writes a day, for all of them together.
alter table versions add column kept_at integer not null default 0;
