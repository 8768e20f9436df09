-- TEMPORARY, for the branch `export` alone: delete this file when merging. Migration 0021 of downloads has this very line.
alter table photos add column crc32 integer;
