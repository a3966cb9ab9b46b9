-- Who acts for a party or stands in its place, over time: agent (委托代理人), legal representative (法定代表人), successor
-- (变更、追加的承继人). Registered among the parties, where numbers and phones are sealed.
create table cases.mandate (
    id             bigint generated always as identity primary key,
    case_id        bigint  not null,
    side           text    not null,
    position       integer not null,
    kind           text    not null check (kind in ('AGENT', 'REPRESENTATIVE', 'SUCCESSOR')),
    party_id       bigint  not null references parties.party,
    name           text    not null check (char_length(name) between 1 and 200),
    powers         text[]  not null default '{}' check (powers <@ array['WAIVE', 'SETTLE', 'COLLECT']),
    replaces       boolean not null default false,
    paper          text    not null check (char_length(paper) between 1 and 200),
    from_on        date    not null,
    until_on       date,
    appointed_by   text    not null,
    appointed_name text    not null,
    appointed_at   timestamptz not null,
    ended_on       date,
    ended_for      text    check (char_length(ended_for) between 1 and 300),
    ended_paper    text    check (char_length(ended_paper) between 1 and 200),
    ended_by       text,
    ended_name     text,
    foreign key (case_id, side, position) references cases.participant,
    check (kind = 'AGENT' or powers = '{}'),
    check (kind = 'SUCCESSOR' or not replaces),
    check (until_on is null or until_on >= from_on),
    check ((ended_on is null) = (ended_by is null) and (ended_on is null) = (ended_for is null)
           and (ended_on is null) = (ended_paper is null))
);
create index mandate_of_case on cases.mandate (case_id);
create index mandate_party on cases.mandate (party_id);
comment on table cases.mandate is '代理、代表和承继：授权的范围、书面依据和期限；终止只写一次，不删除';

insert into cases.mandate (case_id, side, position, kind, party_id, name, powers, paper, from_on, appointed_by, appointed_name,
                           appointed_at)
select a.case_id, a.side, a.position, 'AGENT', a.party_id, a.name,
       case when a.special then array['WAIVE', 'SETTLE'] else '{}' end, '立案时提交的授权委托书',
       coalesce(f.filed_on, f.recorded_at::date), f.recorded_by, f.recorded_by, f.recorded_at
from cases.agent a join cases.file f on f.id = a.case_id
order by a.case_id, a.side, a.position;
comment on table cases.agent is '立案时登记的代理人；自 V5 起不再写入，以 cases.mandate 为准，留作存证核对';

call audit.bind('cases.mandate', '{id}');

-- A mandate ends once and is otherwise as it was given.
create function cases.refuse_rewriting() returns trigger language plpgsql as $$
begin
    raise exception '代理、代表和承继只能终止一次，不能修改或者删除';
end
$$;
create trigger mandate_ends_once before update on cases.mandate
    for each row when (old.ended_on is not null
        or (old.id, old.case_id, old.side, old.position, old.kind, old.party_id, old.name, old.powers, old.replaces, old.paper,
            old.from_on, old.until_on, old.appointed_by, old.appointed_name, old.appointed_at)
           is distinct from
           (new.id, new.case_id, new.side, new.position, new.kind, new.party_id, new.name, new.powers, new.replaces, new.paper,
            new.from_on, new.until_on, new.appointed_by, new.appointed_name, new.appointed_at))
    execute function cases.refuse_rewriting();
create trigger mandate_kept before delete on cases.mandate for each row execute function cases.refuse_rewriting();

-- Two questions that several statements ask.
create function cases.is_in_force(m cases.mandate, today date) returns boolean language sql stable as
    'select m.ended_on is null and m.from_on <= today and (m.until_on is null or m.until_on >= today)';
create function cases.is_replaced(p cases.participant, today date) returns boolean language sql stable as
    'select exists (select 1 from cases.mandate m
                    where (m.case_id, m.side, m.position) = (p.case_id, p.side, p.position)
                      and m.kind = ''SUCCESSOR'' and m.replaces and cases.is_in_force(m, today))';
