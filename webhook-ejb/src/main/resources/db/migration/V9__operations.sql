-- What administrators do with runs, and what they can see of each attempt.

-- 0: of the event as it came; n: of its n-th replay
alter table run add column pass integer default 0 not null;
-- who asked for the replay; empty for none
alter table run add column replayed_by varchar(128) default '' not null;
-- when an administrator had it go on last
alter table run add column retried_at timestamp with time zone;

-- {"request":…,"response":…} as people may see them; null where nothing was recorded
alter table attempt add column exchange ${text};

-- Targets and sources that an administrator has stopped for a while. Few.
create table pause (
    -- target or source
    kind             varchar(16)   not null,
    name             varchar(512)  not null,
    paused_at        timestamp with time zone not null,
    paused_by        varchar(128)  not null,
    -- since when it goes on again; the row goes once what waited has been brought forward
    resumed_at       timestamp with time zone,
    primary key (kind, name)
);
