-- What happens next reads the first five runs of each node and the newest: both by their own index. All runs of a case are found by the
-- index of causes, so that a run of a long case is written into one index less.
create index first_runs_of_case on docket.node (case_id) where run < 6;
drop index docket.node_of_case;

-- Marks are counted in several rows, since transactions that write marks of one officer at a time would wait for each other's end.
alter table docket.mark_count add column part smallint not null default 0;
alter table docket.mark_count drop constraint mark_count_pkey;
alter table docket.mark_count add primary key (court, owner, kind, month, part);
create or replace function docket.count_marks() returns trigger language plpgsql as $$
begin
    insert into docket.mark_count (court, owner, kind, month, part, marks)
    select court, coalesce(owner, ''), kind, date_trunc('month', marked_on)::date, pg_backend_pid() % 16, count(*)
    from fresh group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (court, owner, kind, month, part) do update set marks = docket.mark_count.marks + excluded.marks;
    return null;
end $$;
