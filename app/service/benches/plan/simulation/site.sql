-- A made-up site. Ids are made as `id` in site.rs makes them: kind 1 photos, 2 their tokens, 3 people.
begin;

create temp table numbers (n integer primary key);
with recursive counting (n) as (select 1 union all select n + 1 from counting where n < max({photos}, {people}))
insert into numbers select n from counting;

create temp view ids as select n, kinds.value as kind,
    printf('%08x%08x%08x%08x',
        (n * 2654435761 + kinds.value * 7919) & 4294967295, (n * 2246822519 + kinds.value * 7919) & 4294967295,
        (n * 3266489917 + kinds.value * 7919) & 4294967295, (n * 668265263 + kinds.value * 7919) & 4294967295) as id
    from numbers cross join json_each('[1, 2, 3]') kinds;

-- of every hundred people one is suspended and one is leaving
insert into users (id, email, handle, name, role, created_at, suspended_at, leaving_at)
select id, 'person' || n || '@example.org', 'person' || n, 'Person ' || n, iif(n = 3, 'admin', 'member'), {now} - n * 60000,
    iif(n % 100 = 17, {now}, null), iif(n % 100 = 18, {now}, null)
from ids where kind = 3 and n <= {people};

-- one every 86.4 seconds; a twentieth by the first person
insert into photos (id, token, owner_id, state, reason, title, visibility, media_type, bytes, sha256, width, height, placeholder,
    camera, taken_at, preview_type, attempt, renditions, created_at, deleted_at, description, tags, colours, crc32, hidden, withdrawn)
select p.id, t.id, u.id, p.state, iif(p.state = 'failed', 'unreadable', null), 'Photo ' || p.n, p.visibility, 'image/jpeg',
    4000000 + p.n % 1000, iif(p.state = 'uploading', null, p.id || t.id), 4000, 3000, '000fff000fff000fff',
    iif(p.state = 'ready', '{"make":"Leica","model":"Q2","aperture":2.8,"iso":200}', null), '2024-05-01T18:30:00',
    iif(p.state = 'queued', 'image/webp', null), iif(p.state = 'ready', 1, null),
    iif(p.state = 'ready', '[{"slot":"w320","width":320,"height":240,"media_type":"image/webp","bytes":25000},'
        || '{"slot":"w640","width":640,"height":480,"media_type":"image/webp","bytes":80000},'
        || '{"slot":"w1280","width":1280,"height":960,"media_type":"image/webp","bytes":250000},'
        || '{"slot":"w2048","width":2048,"height":1536,"media_type":"image/webp","bytes":550000},'
        || '{"slot":"j1280","width":1280,"height":960,"media_type":"image/jpeg","bytes":350000}]', null),
    {now} - ({photos} - p.n) * 86400, iif(p.n % 211 = 13, {now} - 1000000, null), 'Told in a sentence or two, as people do.',
    '["harbour","evening"]', '["#c04030","#203040"]', iif(p.n % 3 = 0, null, p.n),
    coalesce(u.suspended_at, u.leaving_at) is not null, coalesce(u.suspended_at, u.leaving_at) is not null and p.visibility = 'public'
from (
    select n, id, n % 97 as x,
        case when n % 97 = 5 then 'failed' when n % 101 = 7 then 'queued' when n % 1009 = 11 then 'uploading' else 'ready' end as state,
        case when n % 20 in (17, 18) then 'private' when n % 20 = 19 then 'unlisted' else 'public' end as visibility
    from ids where kind = 1 and n <= {photos}
) p
cross join ids t on t.kind = 2 and t.n = p.n
cross join ids o on o.kind = 3 and o.n = iif(p.n % 20 = 0, 1, 1 + (p.n * 7919 + p.n / 13) % {people})
cross join users u on u.id = o.id;

insert into jobs (photo_id, state, attempt, tries, due_at, clean_after, created_at, updated_at)
select id, case state when 'ready' then 'done' when 'failed' then 'failed' else 'queued' end, 1, 1, created_at,
    iif(bytes % 997 = 3, created_at, null), created_at, created_at
from photos where state <> 'uploading';

-- who has as many of everything as one can have
insert into sessions (id, user_id, device, created_at, used_at, expires_at)
select printf('%032x', n), (select id from users where handle = 'person1'), 'A browser', {now}, {now} - n, {now} + 9999999999
from numbers where n <= 300;
insert into sessions (id, user_id, device, created_at, used_at, expires_at)
select printf('%032x', 100000 + n), (select id from users where handle = 'person' || (1 + n % {people})), 'A browser', {now}, {now}, iif(n < 100, {now} + 9999999999, {now} - 1 + n)
from numbers where n <= 5000;
insert into tokens (id, sha256, user_id, name, scopes, created_at)
select printf('%032x', n), printf('%064x', n), (select id from users where handle = 'person1'), 'A token', 'read', {now} from numbers where n <= 100;
insert into passkeys (id, user_id, name, public_key, counter, created_at)
select 'k' || n, (select id from users where handle = 'person1'), 'A key', '{}', 0, {now} from numbers where n <= 100;
insert into invitations (id, sha256, made_by, created_at, expires_at)
select printf('%032x', n), printf('%064x', n), (select id from users where handle = 'person3'), {now}, {now} + 9999999 + n
from numbers where n <= 500;
insert into dead_letters (id, body, received_at) select 'l' || n, 'x' || n, {now} - n from numbers where n <= 2000;
insert into image_settings (user_id, changed_at) select id, {now} from users where handle = 'person1';
insert into usage (day, writes, requests) select {now} / 86400000 - n, 900, 90000 from numbers where n <= 399;

-- who has blocked, and is blocked by, those whose photos come first on the home page
insert or ignore into blocks (blocker_id, blocked_id, created_at)
select (select id from users where handle = 'person2'), owner_id, {now} from (
    select distinct owner_id from (
        select owner_id from photos where visibility = 'public' and hidden = 0 and deleted_at is null order by created_at desc limit 400
    )
) where owner_id <> (select id from users where handle = 'person2');
insert into blocks (blocker_id, blocked_id, created_at) select blocked_id, blocker_id, {now} from blocks;
insert or ignore into blocks (blocker_id, blocked_id, created_at)
select (select id from users where handle = 'person2'), id, {now} from users where handle not in ('person2') limit 1000;

-- a photo with as many share links as one can have
insert into share_links (id, sha256, photo_id, created_at, expires_at)
select printf('%032x', n), printf('%064x', n), (select id from photos p where p.owner_id = (select id from users where handle = 'person1') and state = 'ready' and deleted_at is null order by created_at desc limit 1),
    {now}, {now} + 9999999
from numbers where n <= 20;

commit;
drop view ids;
drop table numbers;
