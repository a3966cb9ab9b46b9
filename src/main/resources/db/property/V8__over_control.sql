-- Cases whose measures changed since their meter was read (控制额度表): derived, so it needs no act of its own.
create table property.meter_due (
    case_id bigint not null primary key
);

create function property.meter_due() returns trigger language plpgsql as $$
begin
    if new.kind in ('FREEZE', 'SEAL', 'SEIZE') and new.state <> 'ORDERED' then
        insert into property.meter_due (case_id) values (new.case_id) on conflict do nothing;
    end if;
    return null;
end $$;
create trigger meter_due after insert or update of state, actual_fen, indivisible on property.measure
    for each row execute function property.meter_due();

-- When a case was found to hold more than it may, what it held then, and when that ended.
create table property.over_control (
    id          bigint generated always as identity primary key,
    case_id     bigint not null,
    court       text not null,
    found_on    date not null,
    ceiling_fen bigint not null check (ceiling_fen >= 0),
    held_fen    bigint not null check (held_fen > ceiling_fen),
    notice_id   bigint not null,
    ended_on    date check (ended_on >= found_on)
);
create unique index over_control_open on property.over_control (case_id) where ended_on is null;
create index over_control_case on property.over_control (case_id, id);
call audit.bind('property.over_control', '{id}');
