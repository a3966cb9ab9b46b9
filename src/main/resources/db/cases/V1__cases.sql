-- Types of cases (案件类型): configuration, a court may add its own. The national codes and words are those of the
-- Supreme People's Court's table of case types (案件类型及代字).
create table cases.type (
    code     text    primary key check (code ~ '^[A-Z_]{3,40}$'),
    national text    not null unique,
    word     text    not null unique check (char_length(word) between 1 and 5),
    name     text    not null,
    first    boolean not null default false
);
insert into cases.type (code, national, word, name, first) values
    ('FIRST_ENFORCEMENT',        '1002', '执',   '首次执行',     true),
    ('RESUMED_ENFORCEMENT',      '1003', '执恢', '恢复执行',     false),
    ('PRESERVATION_ENFORCEMENT', '1004', '执保', '财产保全执行', false),
    ('OBJECTION_CASE',           '1006', '执异', '执行异议',     false),
    ('RECONSIDERATION_CASE',     '1007', '执复', '执行复议',     false),
    ('SUPERVISION_CASE',         '1008', '执监', '执行监督',     false),
    ('COORDINATION_CASE',        '1009', '执协', '执行协调',     false),
    ('OTHER_ENFORCEMENT_CASE',   '1010', '执他', '其他执行',     false);

-- The last number given, a row a court, year and type: taken in the filing's own transaction, so that a filing that
-- fails gives its number back and none is ever missing.
create table cases.counter (
    court text    not null,
    year  integer not null check (year between 1949 and 2999),
    type  text    not null references cases.type,
    last  integer not null check (last >= 0),
    primary key (court, year, type)
);

create table cases.file (
    id               bigint generated always as identity primary key,
    number           text        not null unique,
    court            text        not null,
    type             text        not null references cases.type,
    year             integer     not null,
    stage            text        not null check (stage in ('OPEN', 'SUSPENDED', 'TERMINATED_THIS_PROCEDURE', 'CLOSED')),
    outcome          text        check (outcome in ('FULLY_PERFORMED', 'TERMINATED_THIS_PROCEDURE', 'TERMINATED',
                                                    'CASE_CANCELLED', 'DENIED_ENFORCEMENT', 'APPLICATION_DISMISSED')),
    received_on      date,
    filed_on         date,
    closed_on        date,
    officer          text,
    cause            text        check (char_length(cause) <= 200),
    livelihood       boolean     not null default false,
    title_kind       text        not null,
    title_number     text,
    title_court      text,
    title_decided_on date,
    title_effective  date,
    title_due        date,
    recovered_fen    bigint      check (recovered_fen >= 0),
    claimed_fen      bigint      not null check (claimed_fen >= 0),
    imported         boolean     not null,
    source           text,
    recorded_by      text        not null,
    recorded_at      timestamptz not null,
    check (imported or filed_on is not null),
    check (filed_on is null or closed_on is null or closed_on >= filed_on),
    check (imported or (stage in ('OPEN', 'SUSPENDED')) = (outcome is null)),
    check (imported or (stage in ('OPEN', 'SUSPENDED')) = (closed_on is null))
);
create index file_of_court on cases.file (court, stage, id desc);
create index file_of_officer on cases.file (officer, stage);
create index file_filed on cases.file (court, filed_on);
create index file_closed on cases.file (court, closed_on) where closed_on is not null;

create table cases.participant (
    case_id  bigint  not null references cases.file,
    side     text    not null check (side in ('APPLICANT', 'RESPONDENT')),
    position integer not null,
    party_id bigint  not null references parties.party,
    kind     text    not null,
    name     text    not null check (char_length(name) between 1 and 200),
    payee_id bigint  references parties.payee,
    primary key (case_id, side, position)
);
create index participant_party on cases.participant (party_id);
create index participant_name on cases.participant using gin (parties.grams(name));

create table cases.obligation (
    case_id       bigint  not null references cases.file,
    position      integer not null,
    kind          text    not null check (kind in ('MONEY', 'CONDUCT')),
    principal_fen bigint  check (principal_fen >= 0),
    costs_fen     bigint  check (costs_fen >= 0),
    rate_kind     text    check (rate_kind in ('FIXED', 'LPR_1Y', 'LPR_5Y')),
    rate_value    numeric check (rate_value >= 0),
    rate_fixed_at date,
    interest_from date,
    description   text,
    primary key (case_id, position),
    check ((kind = 'MONEY') = (principal_fen is not null and costs_fen is not null)),
    check ((kind = 'CONDUCT') = (description is not null)),
    check ((rate_kind is null) = (rate_value is null))
);

create table cases.clue (
    case_id     bigint  not null references cases.file,
    position    integer not null,
    kind        text    not null,
    description text    not null,
    primary key (case_id, position)
);

create table cases.preserved (
    case_id    bigint  not null references cases.file,
    position   integer not null,
    kind       text    not null,
    holder     text,
    account    text,
    amount_fen bigint  check (amount_fen >= 0),
    from_on    date,
    to_on      date,
    rank       integer not null check (rank between 1 and 999),
    document   text,
    primary key (case_id, position),
    check (from_on is null or to_on is null or to_on >= from_on)
);

-- What an imported file tells of the past, in its own words and with its own dates.
create table cases.history (
    case_id  bigint  not null references cases.file,
    position integer not null,
    date     text    not null,
    event    text    not null,
    detail   text,
    primary key (case_id, position)
);

-- A call that is sent twice with the same key files one case.
create table cases.filing_key (
    caller  text        not null,
    key     text        not null,
    digest  text        not null,
    case_id bigint      not null references cases.file,
    used_at timestamptz not null,
    primary key (caller, key)
);

create function cases.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '案件的申请事项和历史记录只能增加，不能修改或者删除';
end
$$;
create trigger obligation_append_only before update or delete on cases.obligation
    for each row execute function cases.refuse_change();
create trigger history_append_only before update or delete on cases.history
    for each row execute function cases.refuse_change();
create trigger file_kept before delete on cases.file
    for each row execute function cases.refuse_change();

-- The number, the court and the type of a case never change.
create function cases.refuse_renaming() returns trigger language plpgsql as $$
begin
    raise exception '案号、法院和案件类型不能修改';
end
$$;
create trigger file_identity before update on cases.file
    for each row when (old.number <> new.number or old.court <> new.court or old.type <> new.type)
    execute function cases.refuse_renaming();
