-- What of a plan's money lies in the account of deposits because of a suit (提存), and which of its shares the bank gave back (退汇):
-- deposited money is not in the case's account any more, what came back is held there again.
create table funds.pool_deposit (
    id bigint generated always as identity primary key,
    plan bigint not null references funds.pool,
    hold bigint unique references funds.hold, -- null until it is booked
    fen bigint not null check (fen >= 0) -- what of it still lies there
);
create index pool_deposit_of_plan on funds.pool_deposit (plan, id);

-- By which order a share goes to somebody outside.
create table funds.share_order (
    distribution bigint primary key references funds.distribution,
    cause text not null unique references funds.share (cause)
);

create table funds.share_back (
    payment bigint primary key references funds.payment,
    plan bigint not null references funds.pool,
    cause text not null references funds.share (cause),
    fen bigint not null check (fen > 0),
    because text not null,
    at timestamptz not null
);
create index share_back_of_plan on funds.share_back (plan);

create function funds.plan_given(its bigint) returns bigint language sql stable as $$
    select (coalesce((select sum(fen) from funds.share where plan = its), 0)
          - coalesce((select sum(fen) from funds.share_back where plan = its), 0))::bigint
$$;

create or replace function funds.keep_held() returns trigger language plpgsql as $$
declare
    its bigint;
begin
    select p.case_id into its from funds.pool p where p.plan = new.plan;
    update funds.account a set held_fen = nullif((
        select coalesce(sum(p.fen - funds.plan_given(p.plan)
                            - coalesce((select sum(d.fen) from funds.pool_deposit d where d.plan = p.plan), 0)), 0)
        from funds.pool p where p.case_id = its and p.ended_at is null), 0)
    where a.case_id = its and a.kind = 'CASE';
    if not found then
        raise exception '案件没有案款账户' using errcode = '23503';
    end if;
    return null;
end $$;
create trigger deposit_leaves after insert or update on funds.pool_deposit for each row execute function funds.keep_held();
create trigger back_is_held after insert on funds.share_back for each row execute function funds.keep_held();

create or replace function funds.share_within() returns trigger language plpgsql as $$
declare
    whole bigint;
    ended timestamptz;
begin
    select p.fen, p.ended_at into whole, ended from funds.pool p where p.plan = new.plan for update;
    if ended is not null
       or funds.plan_given(new.plan)
          + coalesce((select sum(d.fen) from funds.pool_deposit d where d.plan = new.plan), 0) + new.fen > whole then
        raise exception '分配的金额超过分配方案所留存的案款' using errcode = '23514';
    end if;
    return new;
end $$;

create trigger share_back_stays before update or delete on funds.share_back for each row execute function funds.refuse_change();
create trigger share_back_stays_whole before truncate on funds.share_back execute function funds.refuse_change();
create trigger share_order_stays before update or delete on funds.share_order for each row execute function funds.refuse_change();
create trigger share_order_stays_whole before truncate on funds.share_order execute function funds.refuse_change();

call audit.bind('funds.pool_deposit', '{id}');
call audit.bind('funds.share_order', '{distribution}');
call audit.bind('funds.share_back', '{payment}');
