-- Renditions of public photos whose owner is suspended or leaving leave the public bucket, and come back when their owner does
-- (app/service/src/withdraw.rs). 1: they are in the private one although the photo is public.
alter table photos add column withdrawn integer not null default 0 check (withdrawn in (0, 1));

create index photos_misplaced on photos (owner_id, id)
where visibility = 'public' and hidden <> withdrawn and deleted_at is null and attempt is not null;
