-- Up to which attempt nothing is left in storage, so that cleaning up does not begin at the first one every time.
alter table jobs add column cleaned_to integer not null default 0;
