-- The home page in each language: when it was last written to KV. Its version is one for all (`home`).
insert into versions (page, version) values ('home/en', 0), ('home/zh-Hans', 0);
