-- Letters by e-mail, where the site can send any: since when somebody's address is known to be theirs, and when they were last
-- sent a link that shows it, or one to a new password. Only the newest of the latter counts (app/domain/src/letter.rs).
alter table users add column email_verified_at integer;
alter table users add column verification_asked_at integer;
alter table users add column reset_asked_at integer;
