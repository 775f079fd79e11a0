-- A portion of new events asks for many lines at once, of whatever kind and target.
drop index run_by_line;
create index run_by_line on run (line, kind, target, id);
