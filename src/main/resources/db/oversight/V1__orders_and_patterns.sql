-- An order of supervision (督办): asked on a case or one of its nodes, to be answered by a day. Only added to: what was asked stays,
-- and each answer, decision and step upwards is a row of its own.
create table oversight.demand (
    id           bigint generated always as identity primary key,
    case_id      bigint not null,
    court        text not null,
    node         text,
    issuer       text not null check (issuer in ('DIRECTOR', 'SUPERIOR', 'PROCURATORATE')),
    body         text not null check (body <> ''), -- the court or procuratorate that asks
    issuer_login text not null,
    issuer_name  text not null,
    asks         text not null check (char_length(asks) between 5 and 1000),
    letter       text, -- the number of the letter it rests on
    letter_file  bytea,
    letter_hash  text check (letter_hash ~ '^[0-9a-f]{64}$'),
    due_on       date not null,
    issued_on    date not null check (issued_on < due_on),
    issued_at    timestamptz not null,
    check ((letter_file is null) = (letter_hash is null)),
    check (issuer <> 'PROCURATORATE' or letter is not null)
);
create index demand_of_case on oversight.demand (case_id, id);
create index demand_of_court on oversight.demand (court, id);
create index demand_due on oversight.demand (due_on);

create table oversight.move (
    id        bigint generated always as identity primary key,
    demand_id bigint not null references oversight.demand,
    kind      text not null check (kind in ('REPLIED', 'ACCEPTED', 'SENT_BACK', 'CLIMBED')),
    body      text not null check (body <> ''),
    evidence  text[] not null default '{}',
    due_on    date,  -- of what was sent back, or when an unanswered one climbs on
    rung      text check (rung in ('LEADER', 'DIRECTOR', 'SUPERVISOR')),
    by_login  text not null,
    by_name   text not null,
    on_day    date not null,
    at        timestamptz not null,
    check ((kind = 'CLIMBED') = (rung is not null)),
    check ((kind = 'SENT_BACK') <= (due_on is not null))
);
create index move_of_demand on oversight.move (demand_id, id);
create unique index climbs_once on oversight.move (demand_id, on_day) where kind = 'CLIMBED';
create index move_due on oversight.move (due_on) where due_on is not null;

-- What was done in a case, as far as the record has been read: the source of all patterns.
create table oversight.track (
    case_id  bigint primary key,
    court    text not null,
    first_on date, -- the first act of the officer in charge
    last_on  date not null
);
create index track_last on oversight.track (last_on);

-- A node that an officer completed, and how long it took.
create table oversight.deed (
    node_id   bigint primary key,
    case_id   bigint not null,
    court     text not null,
    officer   text not null,
    code      text not null,
    applicant bigint,
    days      int not null,
    last_day  boolean,  -- null where the node has no last day
    done_on   date not null
);
create index deed_of_officer on oversight.deed (court, officer, done_on);

-- What a night found: figures and rows as they were then. A later night that no longer finds it says so.
create table oversight.finding (
    id        bigint generated always as identity primary key,
    kind      text not null check (kind in ('SILENCE', 'LAST_DAY', 'EASY_FIRST', 'ONE_APPLICANT', 'SAME_TEXT')),
    court     text not null,
    officer   text not null,
    subject   text not null default '', -- the case that is silent, the applicant
    holds     boolean not null,
    sentence  text not null,
    day       date not null,
    at        timestamptz not null
);
create index finding_newest on oversight.finding (court, kind, officer, subject, id desc);

create table oversight.finding_row (
    finding_id bigint not null references oversight.finding,
    position   int not null,
    case_id    bigint not null,
    side       text not null, -- in which of the two groups that are compared it counts
    body       text not null,
    primary key (finding_id, position)
);

create table oversight.watermark (
    job        text primary key,
    done_until date not null,
    entry      bigint not null default 0, -- up to which entry of the record it has read
    before     bigint not null default 0  -- and the night before: entries become visible out of order
);

create function oversight.refuse() returns trigger language plpgsql as $$
begin
    raise exception '只能追加，不能修改或删除（%.%）', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete on oversight.demand for each row execute function oversight.refuse();
create trigger append_only before update or delete on oversight.move for each row execute function oversight.refuse();
create trigger append_only before update or delete on oversight.finding for each row execute function oversight.refuse();
create trigger append_only before update or delete on oversight.finding_row for each row execute function oversight.refuse();
call audit.bind('oversight.demand', '{id}', '{}', 'letter_file', 'letter_hash');
call audit.bind('oversight.move', '{id}');
