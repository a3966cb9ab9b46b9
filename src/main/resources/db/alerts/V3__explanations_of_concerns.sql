-- Why a concern is not done yet, by whoever has it: it climbs no further until the term is over, at that colour. Once at each rung.
create table alerts.concern_explanation (
    id        bigint generated always as identity primary key,
    concern   bigint not null references alerts.concern,
    level     text not null check (level in ('YELLOW', 'RED', 'OVERDUE')),
    rung      text not null check (rung in ('OWNER', 'LEADER', 'DIRECTOR', 'SUPERVISOR')),
    kind      text not null check (kind in ('WAITING', 'PARTY', 'LAWFUL_PAUSE', 'WORKLOAD', 'OTHER')),
    body      text not null check (char_length(body) between 5 and 500),
    until_on  date not null,
    back_on   date not null check (back_on > until_on),
    made_by   text not null,
    made_name text not null,
    made_on   date not null check (made_on <= until_on),
    made_at   timestamptz not null,
    unique (concern, level, rung)
);
create trigger append_only before update or delete on alerts.concern_explanation for each row execute function alerts.refuse();
call audit.bind('alerts.concern_explanation', '{id}');
