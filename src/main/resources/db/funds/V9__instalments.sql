-- Payment in parts by agreement (分期履行): what is due when. What is paid of it follows from the receipts; that a part was missed is
-- put down once, the day after its last day.
create table funds.instalment_plan (
    id bigint generated always as identity primary key,
    case_id bigint not null,
    case_number text not null,
    court text not null,
    paper text not null check (paper <> ''),
    agreed_on date not null,
    made_by text not null,
    made_name text not null,
    made_at timestamptz not null,
    ended_on date,
    ended_because text check (ended_because <> ''),
    ended_name text,
    check ((ended_on is null) = (ended_because is null) and (ended_on is null) = (ended_name is null))
);
create unique index instalment_plan_in_force on funds.instalment_plan (case_id) where ended_on is null;
create table funds.instalment (
    plan bigint not null references funds.instalment_plan,
    no smallint not null check (no > 0),
    due_on date not null,
    fen bigint not null check (fen > 0),
    primary key (plan, no),
    unique (plan, due_on)
);
create index instalment_due on funds.instalment (due_on);
create table funds.instalment_missed (
    plan bigint not null,
    no smallint not null,
    missing_fen bigint not null check (missing_fen > 0),
    found_on date not null,
    primary key (plan, no),
    foreign key (plan, no) references funds.instalment
);
create trigger instalment_stays before update or delete on funds.instalment for each row execute function funds.refuse_change();
create trigger missed_stays before update or delete on funds.instalment_missed for each row execute function funds.refuse_change();
create trigger instalment_stays_whole before truncate on funds.instalment execute function funds.refuse_change();
create trigger missed_stays_whole before truncate on funds.instalment_missed execute function funds.refuse_change();
call audit.bind('funds.instalment_plan', '{id}');
call audit.bind('funds.instalment', '{plan,no}');
call audit.bind('funds.instalment_missed', '{plan,no}');
