-- A definition that was given to the admin API, as JSON.
create table definition (
    -- trigger, workflow, data-action, …
    kind        varchar(32)   not null,
    id          varchar(256)  not null,
    document    ${text}       not null,
    -- number of the change that made it so; grows over all definitions
    version     bigint        not null,
    changed_at  timestamp with time zone not null,
    changed_by  varchar(128)  not null,
    primary key (kind, id)
);

-- Who did what to a definition, and how it read then.
create table definition_history (
    kind        varchar(32)   not null,
    id          varchar(256)  not null,
    version     bigint        not null,
    -- created, updated, deleted, enabled, disabled
    action      varchar(16)   not null,
    -- empty where the action left none
    document    ${text}       not null,
    changed_at  timestamp with time zone not null,
    changed_by  varchar(128)  not null,
    primary key (kind, id, version)
);

-- What an administrator decided about a definition from a file.
create table definition_switch (
    kind        varchar(32)   not null,
    id          varchar(256)  not null,
    enabled     boolean       not null,
    changed_at  timestamp with time zone not null,
    changed_by  varchar(128)  not null,
    primary key (kind, id)
);

-- One row: number of the last change, by which a node sees that there was one. Who changes anything locks it first.
create table definition_change (
    id      integer not null primary key,
    number  bigint  not null
);
insert into definition_change (id, number) values (1, 0);
