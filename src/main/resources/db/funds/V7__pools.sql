-- Money of a case that a plan of distribution among creditors holds (参与分配): it lies on in the case's account, and the database
-- refuses every voucher that would take it for anything else.
alter table funds.account add column held_fen bigint check (held_fen > 0); -- null where nothing is held
alter table funds.account add constraint account_keeps_held check (balance_fen >= coalesce(held_fen, 0));

create table funds.pool (
    plan bigint primary key, -- of distribution.plan
    case_id bigint not null,
    case_number text not null,
    court text not null,
    fen bigint not null check (fen > 0),
    held_at timestamptz not null,
    held_by text not null,
    ended_at timestamptz -- then nothing of it is held any more
);
create index pool_of_case on funds.pool (case_id);

-- What a plan gave of it, once by its cause: to another case by a voucher, to those who are paid from here, to the court's fee; a
-- share of the case itself stays in its account and needs none.
create table funds.share (
    id bigint generated always as identity primary key,
    cause text not null unique,
    plan bigint not null references funds.pool,
    kind text not null check (kind in ('CASE', 'HERE', 'FEE', 'PAYEE')),
    to_case bigint,
    fen bigint not null check (fen > 0),
    interest_until date not null,
    text text not null,
    proposed_by text not null,
    decided_by text not null check (decided_by <> proposed_by),
    at timestamptz not null,
    check ((kind in ('CASE', 'HERE')) = (to_case is not null))
);
create index share_of_plan on funds.share (plan, id);
create index share_to_case on funds.share (to_case) where to_case is not null;

create function funds.keep_held() returns trigger language plpgsql as $$
declare
    its bigint;
begin
    select p.case_id into its from funds.pool p where p.plan = new.plan;
    update funds.account a set held_fen = nullif((
        select coalesce(sum(p.fen - coalesce((select sum(s.fen) from funds.share s where s.plan = p.plan), 0)), 0)
        from funds.pool p where p.case_id = its and p.ended_at is null), 0)
    where a.case_id = its and a.kind = 'CASE';
    if not found then
        raise exception '案件没有案款账户' using errcode = '23503';
    end if;
    return null;
end $$;
create trigger pool_holds after insert or update on funds.pool for each row execute function funds.keep_held();
create trigger share_takes after insert on funds.share for each row execute function funds.keep_held();

create function funds.share_within() returns trigger language plpgsql as $$
declare
    whole bigint;
    ended timestamptz;
begin
    select p.fen, p.ended_at into whole, ended from funds.pool p where p.plan = new.plan for update;
    if ended is not null
       or (select coalesce(sum(s.fen), 0) from funds.share s where s.plan = new.plan) + new.fen > whole then
        raise exception '分配的金额超过分配方案所留存的案款' using errcode = '23514';
    end if;
    return new;
end $$;
create trigger share_within_pool before insert on funds.share for each row execute function funds.share_within();
create trigger share_stays before update or delete on funds.share for each row execute function funds.refuse_change();
create trigger share_stays_whole before truncate on funds.share execute function funds.refuse_change();

-- A kind of voucher and a kind of line more, whatever other migrations have added.
do $$
declare
    was text[];
begin
    select array_agg(m[1]) into was
    from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([A-Z_]+)''', 'g') m
    where c.conname = 'voucher_kind_check' and c.conrelid = 'funds.voucher'::regclass;
    alter table funds.voucher drop constraint voucher_kind_check;
    was := was || array['SHARE'];
    execute format('alter table funds.voucher add constraint voucher_kind_check check (kind in (%s))',
                   (select string_agg(distinct quote_literal(k), ', ') from unnest(was) k));
    select array_agg(m[1]) into was
    from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([A-Z_]+)''', 'g') m
    where c.conname = 'distribution_line_kind_check' and c.conrelid = 'funds.distribution_line'::regclass;
    alter table funds.distribution_line drop constraint distribution_line_kind_check;
    was := was || array['SHARE'];
    execute format('alter table funds.distribution_line add constraint distribution_line_kind_check check (kind in (%s))',
                   (select string_agg(distinct quote_literal(k), ', ') from unnest(was) k));
end $$;

call audit.bind('funds.pool', '{plan}');
call audit.bind('funds.share', '{id}');
