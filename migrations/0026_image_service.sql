-- Whether the image service answers: one row for everybody, since isolates share no memory (app/domain/src/breaker.rs). `failures`
-- is how often in a row it did not; `probe_at` is when it may be asked again once that was too often, and `probing` the photo that
-- it is being asked about for that.
create table image_service (
    id integer primary key check (id = 1),
    failures integer not null default 0 check (failures >= 0),
    probe_at integer not null default 0,
    probing text references photos (id) on delete set null
) strict;

insert into image_service (id) values (1);
