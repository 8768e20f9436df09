-- What members want of the image service. Somebody without a row wants what is usual; each default is that.
-- `mark_token` is the unguessable part of the mark's name in storage; a picture stays when another kind of mark is chosen.
create table image_settings (
    user_id text primary key references users (id) on delete cascade,
    avif integer not null default 0 check (avif in (0, 1)),
    largest integer not null default 2048 check (largest in (640, 1280, 2048)),
    smaller_original integer not null default 0 check (smaller_original in (0, 1)),
    credit integer not null default 0 check (credit in (0, 1)),
    mark text not null default 'none' check (mark in ('none', 'text', 'picture')),
    mark_text text not null default '' check (length(mark_text) <= 60),
    mark_token text,
    mark_bytes integer check (mark_bytes between 1 and 524288),
    mark_sha256 text check (mark_sha256 is null or length(mark_sha256) = 64),
    position text not null default 'bottom-right' check (
        position in ('centre', 'top-left', 'top-right', 'bottom-left', 'bottom-right')
    ),
    opacity integer not null default 50 check (opacity between 5 and 100),
    scale integer not null default 25 check (scale between 5 and 100),
    tiled integer not null default 0 check (tiled in (0, 1)),
    changed_at integer not null,
    check ((mark_token is null) = (mark_bytes is null) and (mark_token is null) = (mark_sha256 is null)),
    check (mark <> 'text' or mark_text <> ''),
    check (mark <> 'picture' or mark_token is not null)
) strict;
