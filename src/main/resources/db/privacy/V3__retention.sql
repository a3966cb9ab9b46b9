-- What was erased when its term was over, one row a rule and day.
create table privacy.retention_run (
    rule   text not null,
    ran_on date not null,
    before timestamptz not null,
    erased int not null check (erased >= 0),
    ran_at timestamptz not null,
    primary key (rule, ran_on)
);
create index on privacy.retention_run (ran_on);
create function privacy.refuse() returns trigger language plpgsql as $$
begin
    raise exception '只能追加，不能修改或删除（%.%）', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete on privacy.retention_run for each row execute function privacy.refuse();
create trigger no_truncate before truncate on privacy.retention_run for each statement execute function privacy.refuse();
call audit.bind('privacy.retention_run', '{rule,ran_on}');
