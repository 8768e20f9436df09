-- When a backup was found in the index without a row: the database that made it was lost. Null of those that were made from this one.
-- Found ones go by age alone (app/service/src/backup/rotate.rs).
alter table backups add column found_at integer;
