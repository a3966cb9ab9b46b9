-- The register of interventions in cases (过问案件情况). What was told is sealed by the program; the database knows the court that
-- handles it, the kind and the days. Nothing is ever changed or removed, what comes later is added; only the seal may be renewed
-- with another key. The SHA-256 is that of what was told, with some random digits among it so that nobody can guess it.
create table supervision.intervention (
    id          bigint generated always as identity primary key,
    handled_by  text not null,
    kind        text not null check (kind in ('LEADER', 'INSIDER', 'CONTACT')),
    reporter    bytea not null check (length(reporter) = 32), -- keyed hash: whose report it is, without saying it
    sealed      bytea not null,
    sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    reported_at timestamptz not null
);
create index intervention_of_court on supervision.intervention (handled_by, id desc);
create index intervention_of_reporter on supervision.intervention (reporter, id desc);

create table supervision.step (
    id           bigint generated always as identity primary key,
    intervention bigint not null references supervision.intervention,
    state        text not null check (state in ('ADDED', 'RECEIVED', 'VERIFIED', 'TRANSFERRED', 'CLOSED')),
    sealed       bytea not null,
    sha256       text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    at           timestamptz not null
);
create index step_of_intervention on supervision.step (intervention, id);
-- Each stage once; additions as often as wanted.
create unique index each_stage_once on supervision.step (intervention, state) where state <> 'ADDED';

-- The monthly report of somebody to whom nothing happened.
create table supervision.none_happened (
    id          bigint generated always as identity primary key,
    court       text not null,
    reporter    bytea not null check (length(reporter) = 32),
    month       date not null check (extract(day from month) = 1),
    reported_at timestamptz not null,
    unique (reporter, month)
);

create function supervision.refuse() returns trigger language plpgsql as $$
begin
    raise exception '过问记录只能追加，不能修改或删除（%.%）', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger kept_but_for before update or delete on supervision.intervention
    for each row execute function keys.keep_but_for('sealed');
create trigger no_truncate before truncate on supervision.intervention for each statement execute function supervision.refuse();
create trigger kept_but_for before update or delete on supervision.step
    for each row execute function keys.keep_but_for('sealed');
create trigger no_truncate before truncate on supervision.step for each statement execute function supervision.refuse();
create trigger append_only before update or delete on supervision.none_happened for each row execute function supervision.refuse();
create trigger no_truncate before truncate on supervision.none_happened for each statement execute function supervision.refuse();

call keys.seals('supervision.intervention', 'id', 'bigint', 'sealed', 'supervision');
call keys.seals('supervision.step', 'id', 'bigint', 'sealed', 'supervision');

call audit.bind('supervision.intervention', '{id}');
call audit.bind('supervision.step', '{id}');
call audit.bind('supervision.none_happened', '{id}');
