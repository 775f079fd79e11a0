-- A run stands at a step by its name: workflows change meanwhile. Empty until it has come to its first.
alter table run add column step_name varchar(256) default '' not null;
-- What it began with.
alter table run add column trigger_version varchar(64) default '' not null;
alter table run add column workflow_version varchar(64) default '' not null;

-- The wait that a run is in, or was in last.
create table run_wait (
    run_id           bigint        primary key references run (id),
    step             varchar(256)  not null,
    -- an event of which ends it; null: time alone does, or it is over
    subject          varchar(512),
    begun_at         timestamp with time zone not null,
    until_at         timestamp with time zone not null,
    -- place in the order of events; one behind it may end the wait
    after_seq        bigint        not null,
    -- place of the event that has ended it
    event_seq        bigint
);
create index run_wait_by_subject on run_wait (subject, run_id);

-- Whoever begins to wait for an event, and whoever stores one that somebody may wait for, holds the row of its subject.
create table wait_lock (
    slot             integer       primary key
);
insert into wait_lock (slot) values
    (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15),
    (16), (17), (18), (19), (20), (21), (22), (23), (24), (25), (26), (27), (28), (29), (30), (31),
    (32), (33), (34), (35), (36), (37), (38), (39), (40), (41), (42), (43), (44), (45), (46), (47),
    (48), (49), (50), (51), (52), (53), (54), (55), (56), (57), (58), (59), (60), (61), (62), (63);
