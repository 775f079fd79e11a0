-- Variables that outlive a run; content is JSON text.
create table global_variable (
    id               varchar(128)  primary key,
    content          ${text}       not null,
    set_at           timestamp with time zone not null,
    -- user, or workflow, step and run
    set_by           varchar(640)  not null
);

-- Dropped with the subject's last event, and where there is none, when they were not set for as long as an event would be kept.
create table subject_variable (
    subject          varchar(512)  not null,
    name             varchar(128)  not null,
    content          ${text}       not null,
    set_at           timestamp with time zone not null,
    set_by           varchar(640)  not null,
    primary key (subject, name)
);
create index subject_variable_by_time on subject_variable (set_at);

-- H2 reads an index in its own direction only, and what is asked of a subject are its last events.
drop index event_by_subject;
create index event_by_subject on event (subject, seq desc);
