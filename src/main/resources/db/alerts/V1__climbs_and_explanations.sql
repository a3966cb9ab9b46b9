-- An alert (docket.alert) that nobody answers climbs: a row for each step, the alert and the node untouched. Who has it now is
-- its last row; without a row it is still with who must do the node.
create table alerts.climb (
    id        bigint generated always as identity primary key,
    alert_id  bigint not null references docket.alert,
    node_id   bigint not null,
    case_id   bigint not null,
    court     text not null,
    owner     text,
    level     text not null check (level in ('YELLOW', 'RED', 'OVERDUE')),
    rung      text not null check (rung in ('OWNER', 'LEADER', 'DIRECTOR', 'SUPERVISOR')),
    cause     text not null check (cause in ('PERIOD', 'TERM', 'AWAY')),
    on_day    date not null,
    next_on   date check (next_on > on_day), -- when it climbs on, if nothing happens; null where it has nowhere to go
    raised_at timestamptz not null,
    unique (alert_id, on_day)
);
create index climbs_on on alerts.climb (next_on) where next_on is not null;
create index climb_arrived on alerts.climb (court, owner, on_day);
create index climb_of_node on alerts.climb (node_id);
comment on column alerts.climb.cause is 'PERIOD 期限内无人处理；TERM 说明的期限已过；AWAY 承办人外出或者停用';

-- Who got what reached a rung of a court for an owner on a day: a fact of that day, whoever leads the team later.
create table alerts.receiver (
    on_day     date not null,
    rung       text not null,
    court      text not null,
    owner      text not null, -- empty: nobody owned it
    login      text not null,
    instead_of text, -- who would have got it, but was away
    primary key (on_day, rung, court, owner, login)
);
create index receiver_login on alerts.receiver (login, on_day);

create table alerts.explanation (
    id        bigint generated always as identity primary key,
    alert_id  bigint not null references docket.alert,
    climb_id  bigint references alerts.climb, -- null: while it was still with the owner
    node_id   bigint not null,
    case_id   bigint not null,
    court     text not null,
    owner     text,
    level     text not null,
    rung      text not null,
    kind      text not null check (kind in ('WAITING', 'PARTY', 'LAWFUL_PAUSE', 'WORKLOAD', 'OTHER')),
    body      text not null check (char_length(body) between 5 and 500),
    until_on  date not null,
    back_on   date not null check (back_on > until_on),
    made_by   text not null,
    made_name text not null,
    made_on   date not null check (made_on <= until_on),
    made_at   timestamptz not null,
    unique nulls not distinct (alert_id, climb_id) -- once at each rung: a second one is for the next
);
create index explanation_back on alerts.explanation (back_on);
create index explanation_of_node on alerts.explanation (node_id);
create index explanation_of_owner on alerts.explanation (court, owner, made_on);

-- Up to which day a recurring job is done; rolls forward only with the day's work.
create table alerts.watermark (
    job        text primary key,
    done_until date not null
);

-- What each person found in the morning.
create table alerts.digest (
    login    text not null,
    day      date not null,
    court    text not null,
    own      int not null,
    climbed  int not null,
    returned int not null,
    week     int not null,
    body     text not null,
    made_at  timestamptz not null,
    primary key (login, day)
);

create table alerts.choice (
    login     text primary key,
    by_sms    boolean not null,
    chosen_at timestamptz not null
);

create function alerts.refuse() returns trigger language plpgsql as $$
begin
    raise exception '只能追加，不能修改或删除（%.%）', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete on alerts.climb for each row execute function alerts.refuse();
create trigger append_only before update or delete on alerts.receiver for each row execute function alerts.refuse();
create trigger append_only before update or delete on alerts.explanation for each row execute function alerts.refuse();
create trigger append_only before update or delete on alerts.digest for each row execute function alerts.refuse();
call audit.bind('alerts.explanation', '{id}');
