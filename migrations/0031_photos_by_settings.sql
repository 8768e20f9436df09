-- Finds those of somebody's photos that are as earlier settings wanted them without reading their others. Condition and expression must
-- stay, word for word, those in app/service/src/sql/image_settings.rs.
create index photos_by_settings on photos (owner_id, iif(crc32 is null, -1, settings_at))
where deleted_at is null and state = 'ready';
