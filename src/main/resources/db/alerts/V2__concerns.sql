-- A matter that asks for an act and is no node of a docket (unknown money, a missed instalment): raised when it turns yellow, ended by
-- itself when it is no more. Its days are fixed when it is raised; its only change is its end.
create table alerts.concern (
    id         bigint generated always as identity primary key,
    kind       text not null check (kind <> ''),
    subject    text not null check (subject <> ''),
    court      text not null,
    case_id    bigint,
    desk       text, -- the role whose affair it is; null: the officer's of its case
    body       text not null check (body <> ''),
    path       text not null check (path like '/%'),
    fen        bigint, -- as it was when it was raised
    since      date not null,
    yellow_on  date not null,
    red_on     date not null check (red_on >= yellow_on),
    overdue_on date not null check (overdue_on >= red_on),
    raised_on  date not null,
    raised_at  timestamptz not null,
    ended_on   date,
    check (case_id is not null or desk is not null)
);
create unique index concern_standing on alerts.concern (kind, subject) where ended_on is null;
create index concern_of_court on alerts.concern (court) where ended_on is null;
create index concern_before on alerts.concern (kind, subject) where ended_on is not null;
comment on table alerts.concern is '不属于节点的预警事项（不明款、没有付清的分期等）';

-- Who had it from which day on, at which colour: a fact of that day. A rung is reached once at a colour.
create table alerts.concern_step (
    concern    bigint not null references alerts.concern,
    level      text not null check (level in ('YELLOW', 'RED', 'OVERDUE')),
    rung       text not null check (rung in ('OWNER', 'LEADER', 'DIRECTOR', 'SUPERVISOR')),
    on_day     date not null,
    receivers  text[] not null, -- their log-ins
    raised_at  timestamptz not null,
    primary key (concern, level, rung)
);

create function alerts.concern_only_ends() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.ended_on is null and new.ended_on is not null
       and to_jsonb(new) - 'ended_on' = to_jsonb(old) - 'ended_on' then
        return new;
    end if;
    raise exception '预警事项只能办结，不能修改或删除' using errcode = 'restrict_violation';
end $$;
create trigger concern_only_ends before update or delete on alerts.concern for each row execute function alerts.concern_only_ends();
create trigger append_only before update or delete on alerts.concern_step for each row execute function alerts.refuse();
alter table alerts.digest add column concerns int not null default 0;
