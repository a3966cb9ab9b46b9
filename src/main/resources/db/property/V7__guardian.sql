-- What stands or waits, by its last day, for the guardian of seizures (查封守护): derived from the measures by the triggers
-- below and never written otherwise, so that it needs no act of its own. Where registers count a waiting place from its
-- registration, its last day is the one that the register counts.
create table property.guard (
    measure_id   bigint not null primary key references property.measure (id),
    case_id      bigint not null,
    court        text not null,
    institution  text not null,
    kind         text not null,
    ends_on      date not null,
    value_fen    bigint,
    lost         boolean not null default false,
    -- not looked at yet since its last day came to be what it is
    fresh        boolean not null default true,
    -- renewal was proposed for this last day
    asked        boolean not null default false,
    -- it was decided not to renew
    let_go       boolean not null default false
);
create index guard_court on property.guard (court, ends_on, measure_id) include (institution, kind, value_fen) where not lost;
create index guard_lost on property.guard (court, ends_on, measure_id) where lost;
create index guard_case on property.guard (case_id, ends_on);
create index guard_fresh on property.guard (measure_id) where fresh;
create index guard_unasked on property.guard (court, ends_on) include (institution, kind) where not lost and not asked and not let_go;

create function property.guard_measure() returns trigger language plpgsql as $$
declare
    last_day date := least(new.remind_on, new.ends_on);
begin
    if new.kind not in ('FREEZE', 'SEAL', 'SEIZE') then
        return null;
    end if;
    if new.state in ('EFFECTIVE', 'WAITING') and last_day is not null then
        insert into property.guard as g (measure_id, case_id, court, institution, kind, ends_on, value_fen)
        select new.id, new.case_id, new.court, coalesce(a.institution, ''), a.kind, last_day,
               case when new.state = 'WAITING' then new.amount_fen else coalesce(new.actual_fen, new.amount_fen) end
          from property.asset a
         where a.id = new.asset_id
        on conflict (measure_id) do update
           set ends_on = excluded.ends_on,
               value_fen = excluded.value_fen,
               lost = false,
               fresh = g.fresh or g.ends_on <> excluded.ends_on,
               asked = g.asked and g.ends_on = excluded.ends_on,
               let_go = g.let_go and g.ends_on = excluded.ends_on
         where (g.ends_on, g.value_fen, g.lost) is distinct from (excluded.ends_on, excluded.value_fen, false);
    elsif new.state = 'EXPIRED' then
        delete from property.guard where measure_id = new.id and let_go;
        update property.guard set lost = true, fresh = false where measure_id = new.id;
    else
        delete from property.guard where measure_id = new.id;
    end if;
    return null;
end $$;
create trigger guard_measure after insert or update of state, ends_on, remind_on, actual_fen, amount_fen on property.measure
    for each row execute function property.guard_measure();

create function property.guard_asset() returns trigger language plpgsql as $$
begin
    update property.guard g
       set institution = coalesce(new.institution, ''), kind = new.kind, fresh = true
      from property.measure m
     where m.asset_id = new.id and g.measure_id = m.id and not g.lost;
    return null;
end $$;
create trigger guard_asset after update of institution, kind on property.asset
    for each row when (old.institution is distinct from new.institution or old.kind is distinct from new.kind)
    execute function property.guard_asset();

insert into property.guard (measure_id, case_id, court, institution, kind, ends_on, value_fen)
select m.id, m.case_id, m.court, coalesce(a.institution, ''), a.kind, least(m.remind_on, m.ends_on),
       case when m.state = 'WAITING' then m.amount_fen else coalesce(m.actual_fen, m.amount_fen) end
  from property.measure m
  join property.asset a on a.id = m.asset_id
 where m.kind in ('FREEZE', 'SEAL', 'SEIZE') and m.state in ('EFFECTIVE', 'WAITING') and least(m.remind_on, m.ends_on) is not null;

-- How long an institution really takes to renew, where a court knows better than what was promised.
create table property.lead_time (
    court       text not null,
    institution text not null,
    kind        text not null default '',
    days        integer not null check (days between 1 and 120),
    basis       text not null check (char_length(basis) between 1 and 200),
    set_by      text not null,
    set_at      timestamptz not null,
    primary key (court, institution, kind)
);
call audit.bind('property.lead_time', '{court,institution,kind}');

-- Renewals that the guardian proposed, one a measure and last day. What became of one that was ordered stands in its order.
create table property.renewal (
    id          bigint generated always as identity primary key,
    measure_id  bigint not null references property.measure (id),
    case_id     bigint not null,
    court       text not null,
    ends_on     date not null,
    last_act_on date not null,
    lead        text not null,
    proposed_on date not null,
    state       text not null check (state in ('PROPOSED', 'ORDERED', 'DECLINED')),
    reason      text check (char_length(reason) <= 500),
    order_id    bigint references property.measure (id),
    decided_by  text,
    decided_on  date,
    unique (measure_id, ends_on),
    check ((state = 'PROPOSED') = (decided_on is null)),
    check ((state = 'ORDERED') = (order_id is not null)),
    check (state <> 'DECLINED' or reason is not null)
);
create index renewal_order on property.renewal (order_id) where order_id is not null;
call audit.bind('property.renewal', '{id}');

-- To whom a renewal climbed that was not confirmed in time, failed, or was answered by nobody.
create table property.renewal_step (
    renewal_id bigint not null references property.renewal (id),
    rung       text not null check (rung in ('LEADER', 'DIRECTOR')),
    receiver   text not null,
    why        text not null,
    on_day     date not null,
    primary key (renewal_id, rung, receiver)
);
create index renewal_step_receiver on property.renewal_step (receiver, on_day);
call audit.bind('property.renewal_step', '{renewal_id,rung,receiver}');

-- Up to which day proposals and steps were made.
create table property.guardian_day (
    job        text primary key,
    done_until date not null
);
