-- What owners write about their photos. Lengths are those of app/domain/src/limits.rs; `tags` is a JSON array of text, each
-- tag in its normal form (app/domain/src/tags.rs).
alter table photos add column description text not null default '' check (length(description) <= 2000);
alter table photos add column alt text not null default '' check (length(alt) <= 1000);
alter table photos add column licence text not null default 'all-rights-reserved' check (
    licence in (
        'all-rights-reserved', 'cc-by', 'cc-by-sa', 'cc-by-nd', 'cc-by-nc', 'cc-by-nc-sa', 'cc-by-nc-nd', 'cc0', 'public-domain'
    )
);
alter table photos add column tags text not null default '[]' check (json_valid(tags) and json_type(tags) = 'array');
