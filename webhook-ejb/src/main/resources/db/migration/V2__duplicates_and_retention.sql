-- Id of the broker's message that brought the event last: the same again is the broker's redelivery, no duplicate of the sender's.
alter table event add column message varchar(128) default '' not null;

-- For what is dropped when its time is over, and for the foreign key.
create index dead_letter_by_run on dead_letter (run_id);

-- Runs that wait for a time far ahead stand behind those that are due, also by the hundred thousand.
drop index run_by_rung;
create index run_by_rung on run (status, kind, rung_at, due_at);
