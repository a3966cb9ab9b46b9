-- Who works with whom, and who stands in for whom: an alert that nobody answers climbs along these rows.
create table identity.team (
    id     bigint generated always as identity primary key,
    court  text not null references identity.court (code),
    name   text not null check (char_length(name) between 1 and 40),
    leader text not null references identity.staff (login),
    unique (court, name)
);
comment on table identity.team is '办案团队；leader 为团队负责人';

create table identity.team_member (
    login   text primary key references identity.staff (login),
    team_id bigint not null references identity.team on delete cascade
);
create index on identity.team_member (team_id);

create table identity.absence (
    id          bigint generated always as identity primary key,
    login       text not null references identity.staff (login),
    from_on     date not null,
    to_on       date not null,
    deputy      text references identity.staff (login),
    reason      text not null check (reason <> ''),
    recorded_by text not null,
    recorded_at timestamptz not null,
    ended_on    date, -- back earlier than was said: away until the day before
    check (from_on <= to_on),
    check (deputy <> login)
);
create index on identity.absence (login, to_on);
comment on table identity.absence is '外出（出差、学习、休假）期间及代理人';
