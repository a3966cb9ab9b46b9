-- Each walk over the whole record: who asked for it, what came of it. Bound to acts like business rows, so that a bad result
-- cannot be taken back.
create table audit.walk (
    id         bigint generated always as identity primary key,
    court      text,
    login      text not null, -- 'system': the nightly one
    name       text not null,
    started_at timestamptz not null,
    ended_at   timestamptz,
    state      text not null check (state in ('RUNNING', 'DONE', 'CANCELLED', 'BROKEN_OFF')),
    entries    bigint check (entries >= 0),
    rows       bigint check (rows >= 0),
    faults     text[],
    check ((state = 'RUNNING') = (ended_at is null)),
    check ((state = 'DONE') = (faults is not null))
);
create unique index one_walk_at_a_time on audit.walk ((true)) where state = 'RUNNING';
create index walk_by_end on audit.walk (id desc) where state = 'DONE';

create function audit.refuse_second_result() returns trigger language plpgsql as $$
begin
    if old.state <> 'RUNNING' then
        raise exception '已有结果的核对不能再改（第%次）', old.id using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger result_is_final before update on audit.walk for each row execute function audit.refuse_second_result();
create trigger no_delete before delete on audit.walk for each row execute function audit.refuse();
call audit.bind('audit.walk', '{id}');

-- How far the running one is; rewritten every second, worth nothing afterwards.
create table audit.walk_progress (
    walk    bigint primary key references audit.walk,
    part    text not null,
    done    bigint not null,
    total   bigint not null,
    cancel  boolean not null default false,
    beat_at timestamptz not null
);

-- For those who look something up in the record: by court and time, and every reading of personal data.
create index entry_of_court on audit.entry (court, at, id);
create index entry_of_reading on audit.entry (court, at, id) where type = 'PERSONAL_DATA_READ';
