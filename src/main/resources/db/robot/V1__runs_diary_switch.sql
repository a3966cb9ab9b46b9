-- What the robot is going to ask or has asked: once a case, reason and period, whichever process comes first.
create table robot.run (
    id           bigint generated always as identity primary key,
    case_id      bigint not null,
    court        text not null,
    reason       text not null check (reason in ('FIRST', 'BEFORE_TERM', 'BEFORE_CLOSING', 'AFTER_TERMINATION', 'CLUE', 'QUALITY')),
    period       text not null check (char_length(period) between 1 and 200), -- what of that reason it is for
    because      text not null check (because <> ''),
    institutions text[] not null default '{}', -- empty: all that can be asked
    party_id     bigint,
    due_on       date not null,
    state        text not null check (state in ('PLANNED', 'ASKED', 'ENDED', 'LEFT')),
    batch_id     bigint,
    asked_on     date,
    failures     int not null default 0,
    check ((state in ('ASKED', 'ENDED')) <= (batch_id is not null)),
    check ((batch_id is null) = (asked_on is null)),
    unique (case_id, reason, period)
);
create index run_due on robot.run (due_on, id) where state = 'PLANNED';
create unique index run_batch on robot.run (batch_id) where batch_id is not null;
create index run_of_night on robot.run (court, asked_on) where asked_on is not null;

-- What the robot did, and what it did not do and why. Only added to.
create table robot.diary (
    id       bigint generated always as identity primary key,
    court    text not null,
    case_id  bigint, -- null for what concerns the whole court
    on_day   date not null,
    at       timestamptz not null,
    deed     text not null check (deed in ('ASKED', 'NOT_ASKED', 'ENDED', 'TOLD', 'FOUND', 'CANCELLED', 'STOPPED', 'STARTED', 'REPORTED')),
    reason   text,
    sentence text not null check (sentence <> ''),
    batch_id bigint
);
create index diary_of_court on robot.diary (court, on_day, id);
create index diary_of_case on robot.diary (case_id, id) where case_id is not null;

-- Whether the robot begins anything new for a court: the newest row counts, none means it does.
create table robot.switch (
    id       bigint generated always as identity primary key,
    court    text not null,
    runs     boolean not null,
    because  text not null check (char_length(because) between 2 and 200),
    by_login text not null,
    by_name  text not null,
    at       timestamptz not null
);
create index switch_of_court on robot.switch (court, id);

create table robot.watermark (
    job        text primary key,
    done_until date not null
);

create function robot.refuse() returns trigger language plpgsql as $$
begin
    raise exception '只能追加，不能修改或删除（%.%）', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete on robot.diary for each row execute function robot.refuse();
create trigger append_only before update or delete on robot.switch for each row execute function robot.refuse();
create trigger no_delete before delete on robot.run for each row execute function robot.refuse();
call audit.bind('robot.diary', '{id}');
call audit.bind('robot.switch', '{id}');
