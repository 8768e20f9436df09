-- Lists read only the rows they show. The condition must stay, word for word, the one in app/service/src/sql/photos/mod.rs.
create index photos_newest on photos (created_at desc, id desc)
where visibility = 'public' and deleted_at is null
and (state = 'ready' or (state in ('queued', 'processing') and preview_type is not null));

create index photos_newest_of_person on photos (owner_id, created_at desc, id desc)
where visibility = 'public' and deleted_at is null
and (state = 'ready' or (state in ('queued', 'processing') and preview_type is not null));

-- What owners see of their own.
create index photos_own on photos (owner_id, created_at desc, id desc) where deleted_at is null;

-- What the sweep looks for.
create index photos_arriving on photos (created_at) where state = 'uploading';
create index photos_deleted on photos (deleted_at) where deleted_at is not null;
