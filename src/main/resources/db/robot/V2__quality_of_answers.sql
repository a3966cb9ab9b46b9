-- What an institution named, as far as answers are compared: accounts by the keyed hash of their numbers alone. Only added to.
create table robot.seen (
    id          bigint generated always as identity primary key,
    request_id  bigint not null,
    case_id     bigint not null,
    party_id    bigint not null,
    institution text not null,
    register    boolean not null, -- a register of accounts kept elsewhere
    names       text,             -- the institution at which it says that the account is
    key_index   bytea not null,
    balance_fen bigint,
    at          timestamptz not null,
    unique (request_id, key_index)
);
create index seen_key on robot.seen (key_index, at);
create index seen_names on robot.seen (case_id, party_id, names) where names is not null;

-- What is wrong with a good answer beside others: once a request and kind. Only added to.
create table robot.finding (
    id         bigint generated always as identity primary key,
    request_id bigint not null,
    case_id    bigint not null,
    court      text not null,
    kind       text not null check (kind in ('CONTRADICTORY', 'STALE')),
    detail     text not null check (detail <> ''),
    at         timestamptz not null,
    unique (request_id, kind)
);

-- The report of a month, as it was on the day on which it was made. Only added to.
create table robot.report (
    id      bigint generated always as identity primary key,
    court   text not null,
    month   date not null check (extract(day from month) = 1),
    made_on date not null,
    made_at timestamptz not null,
    unique (court, month)
);
create table robot.report_line (
    report_id     bigint not null references robot.report,
    position      int not null,
    institution   text not null,
    name          text not null,
    total         bigint not null,
    answered      bigint not null,
    empty         bigint not null,
    late          bigint not null,
    overdue       bigint not null,
    manual        bigint not null,
    contradictory bigint not null,
    stale         bigint not null,
    malformed     bigint not null,
    duplicate     bigint not null,
    other_person  bigint not null,
    again         bigint not null,
    primary key (report_id, position)
);

create trigger append_only before update or delete on robot.seen for each row execute function robot.refuse();
create trigger append_only before update or delete on robot.finding for each row execute function robot.refuse();
create trigger append_only before update or delete on robot.report for each row execute function robot.refuse();
create trigger append_only before update or delete on robot.report_line for each row execute function robot.refuse();
call audit.bind('robot.finding', '{id}');
call audit.bind('robot.report', '{id}');
call audit.bind('robot.report_line', '{report_id,position}');
