-- An event whose message the broker brings again was perhaps left half done. So its own message's id stays, and who repeated it last
-- has a column beside it; and an event need not be written again when its runs have been rung for.
alter table event add column repeated_by varchar(128) default '' not null;
update event set state = 'routed' where state <> 'routed';
