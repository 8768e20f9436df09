-- What the image service reports besides, and what an owner's wishes came to. Where a photo was taken is for its owner alone:
-- it is in columns of its own, which no list and no page of somebody else reads (app/service/src/sql/photos/own.rs).
alter table photos add column latitude real check (latitude between -90 and 90);
alter table photos add column longitude real check (longitude between -180 and 180);
alter table photos add column altitude real;
-- A JSON array of `#rrggbb`, the most of the picture first.
alter table photos add column colours text check (colours is null or json_valid(colours));
alter table photos add column perceptual_hash text check (perceptual_hash is null or length(perceptual_hash) = 16);
-- The attempt that made the smaller copy which is kept instead of the uploaded original, if one is; its size and SHA-256.
-- `bytes` and `sha256` stay those of what was uploaded: by them the same file is known again.
alter table photos add column original_attempt integer;
alter table photos add column original_bytes integer;
alter table photos add column original_sha256 text;
alter table photos add column saved_bytes integer;
-- Of when the owner's settings are that the shown renditions were made by, and whether they carry a mark.
alter table photos add column settings_at integer not null default 0;
alter table photos add column marked integer not null default 0 check (marked in (0, 1));
