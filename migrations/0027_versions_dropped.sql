-- When a page was last dropped from KV, which takes few deletes a day: one that was not written since need not be dropped again.
alter table versions add column dropped_at integer not null default 0;
