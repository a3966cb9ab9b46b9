-- A last day is a computation in canonical JSON (due_proof); what it replaces is kept with why, by whom and when.
alter table docket.node add column stopped_since date;
alter table docket.node add column notices text check (notices <> '');
alter table docket.node add column reckoned_for text check (reckoned_for <> '');
alter table docket.node add column reckoned_by text;
alter table docket.node add column reckoned_at timestamptz;
alter table docket.node add check ((reckoned_for is null) = (reckoned_at is null) and (reckoned_for is null) = (reckoned_by is null));
alter table docket.node add check (stopped_since is null or due_on is null);

create table docket.computation (
    node_id      bigint not null references docket.node,
    nth          int not null check (nth > 0),
    body         text not null,
    due_on       date,
    replaced_for text not null,
    replaced_by  text not null,
    replaced_at  timestamptz not null,
    primary key (node_id, nth)
);
create trigger append_only before update or delete on docket.computation for each row execute function docket.refuse();
create trigger no_truncate before truncate on docket.computation for each statement execute function docket.refuse();
call audit.bind('docket.computation', '{node_id,nth}');

-- The database itself keeps what is replaced, whoever replaces it.
create function docket.keep_computation() returns trigger language plpgsql as $$
begin
    if new.due_proof is not distinct from old.due_proof then
        if (new.due_on, new.yellow_on, new.red_on, new.overdue_on) is distinct from
           (old.due_on, old.yellow_on, old.red_on, old.overdue_on) then
            raise exception '节点%的最后一日不能脱离推算记录而改变', old.code using errcode = 'restrict_violation';
        end if;
        return new;
    end if;
    if new.reckoned_at is null then
        raise exception '节点%的期限不能没有理由地改变', old.code using errcode = 'restrict_violation';
    end if;
    insert into docket.computation (node_id, nth, body, due_on, replaced_for, replaced_by, replaced_at)
    select old.id, 1 + count(*), old.due_proof, old.due_on, new.reckoned_for, new.reckoned_by, new.reckoned_at
    from docket.computation where node_id = old.id;
    return new;
end $$;
create trigger keeps_computation before update on docket.node for each row execute function docket.keep_computation();

-- By which notices all open runs are counted, and how far a pass over them has come.
create table docket.calendar_pass (
    one         boolean primary key default true check (one),
    wanted      text not null,
    fingerprint text,
    after_id    bigint not null default 0
);

-- What was proposed about a case's periods: days that do not count, extensions, corrected starts, waived nodes.
create table docket.ledger (
    id                 bigint generated always as identity primary key,
    case_id            bigint not null references docket.docket,
    court              text not null,
    kind               text not null check (kind in ('SUSPENSION', 'EXTENSION', 'START', 'WAIVER')),
    node_id            bigint references docket.node,
    ground             text,
    from_day           date,
    to_day             date,
    period             text check (period ~ '^[1-9][0-9]* (NATURAL_DAY|WORKING_DAY|MONTH|YEAR)$'),
    replaces           bigint references docket.ledger,
    cancelled          boolean not null default false,
    reason             text not null check (reason <> ''),
    document_kind      text not null check (document_kind in ('DOCUMENT', 'EXTERNAL')),
    document_reference text not null check (document_reference <> ''),
    document_title     text not null check (document_title <> ''),
    document_sha256    text check (document_sha256 ~ '^[0-9a-f]{64}$'),
    report_number      text,
    law                text not null,
    proposed_login     text not null,
    proposed_by        text not null,
    proposed_at        timestamptz not null,
    check ((kind = 'SUSPENSION') = (node_id is null)),
    check ((kind = 'SUSPENSION') = (ground is not null)),
    check ((kind = 'EXTENSION') = (period is not null)),
    check ((kind in ('SUSPENSION', 'START')) = (from_day is not null)),
    check (to_day >= from_day and (to_day is null or kind = 'SUSPENSION')),
    check (not cancelled or replaces is not null)
);
create index ledger_of_case on docket.ledger (case_id);

create table docket.ledger_decision (
    entry_id   bigint primary key references docket.ledger,
    approved   boolean not null,
    login      text not null,
    decided_by text not null,
    reason     text,
    decided_at timestamptz not null,
    check (approved or reason is not null)
);

-- Two people, also by the database.
create function docket.two_people() returns trigger language plpgsql as $$
begin
    if new.login = (select proposed_login from docket.ledger where id = new.entry_id) then
        raise exception '提出人与审批人不能是同一人' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger two_people before insert on docket.ledger_decision for each row execute function docket.two_people();
create trigger append_only before update or delete on docket.ledger for each row execute function docket.refuse();
create trigger append_only before update or delete on docket.ledger_decision for each row execute function docket.refuse();
create trigger no_truncate before truncate on docket.ledger for each statement execute function docket.refuse();
create trigger no_truncate before truncate on docket.ledger_decision for each statement execute function docket.refuse();
call audit.bind('docket.ledger', '{id}');
call audit.bind('docket.ledger_decision', '{entry_id}');
