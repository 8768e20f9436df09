-- What whoever runs the site has chosen for it: each version whole, as JSON (app/domain/src/site_settings). The newest counts, and KV
-- holds a copy of it. Few are kept: saving one removes those that are too old (app/service/src/sql/site_settings.rs), so that
-- reading all of them is reading a page.
create table site_settings (
    version integer primary key,
    changed_at integer not null,
    -- nobody, once the account is gone
    changed_by text references users (id) on delete set null,
    settings text not null
) strict;
