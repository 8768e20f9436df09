-- What others may download of an original: nothing, unless its owner says so, for all of their photos or for one.
alter table users add column download text not null default 'off' check (download in ('off', 'bare', 'whole'));
alter table photos add column download text not null default 'account' check (download in ('account', 'off', 'bare', 'whole'));
-- The pieces of the original, as it is stored, that are not metadata: app/domain/src/bare.rs. Null if they could not be told
-- apart, or if the photo was processed before anybody looked; then there is no checksum either.
alter table photos add column bare text check (json_valid(bare) and json_type(bare) = 'array');
-- CRC-32 of the original, as it is stored
alter table photos add column crc32 integer check (crc32 between 0 and 4294967295);
