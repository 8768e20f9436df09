-- `photos_listed` (0018) took its place, and the code before this migration names it nowhere: each photo that is shown or hidden wrote
-- one row more for it.
drop index photos_newest;
