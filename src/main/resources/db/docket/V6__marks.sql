-- What makes an entry worth a second look, marked when it is written.
create table docket.mark (
    id        bigint generated always as identity primary key,
    node_id   bigint not null references docket.node,
    kind      text not null check (kind in ('LATE_ENTRY', 'BEFORE_CAUSE', 'SAME_DOCUMENT', 'BURST')),
    case_id   bigint not null,
    court     text not null,
    owner     text,
    code      text not null,
    marked_on date not null,
    detail    text not null,
    marked_at timestamptz not null,
    unique (node_id, kind)
);
create index mark_of_owner on docket.mark (court, kind, coalesce(owner, ''), id);
create trigger append_only before update or delete on docket.mark for each row execute function docket.refuse();
create trigger no_truncate before truncate on docket.mark for each statement execute function docket.refuse();
call audit.bind('docket.mark', '{id}');

-- Marks by month, so that the board need not count them.
create table docket.mark_count (
    court text not null,
    owner text not null,
    kind  text not null,
    month date not null,
    marks bigint not null,
    primary key (court, owner, kind, month)
);
create function docket.count_marks() returns trigger language plpgsql as $$
begin
    insert into docket.mark_count (court, owner, kind, month, marks)
    select court, coalesce(owner, ''), kind, date_trunc('month', marked_on)::date, count(*)
    from fresh group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (court, owner, kind, month) do update set marks = docket.mark_count.marks + excluded.marks;
    return null;
end $$;
create trigger counted after insert on docket.mark referencing new table as fresh
    for each statement execute function docket.count_marks();

-- What one person entered by hand in a minute.
create table docket.pace (
    login  text not null,
    minute timestamptz not null,
    nodes  bigint[] not null,
    primary key (login, minute)
);
