-- Money that lies still by order or is not at the bank has accounts of its own, so that what a case may pay out is always the
-- balance of its CASE account:
-- FROZEN     another court or another case has frozen it (他院、他案保全)
-- DEFERRED   paying it out was put off, for a ground and with approval (延缓发放)
-- ESCROW     deposited until a dispute is decided (提存)
-- COLLECTED  taken in cash and not at the bank yet: owed to the case, matched by
-- CASH       the notes in the court's hands (现金), an asset beside the bank
-- COSTS      owed to those who carried out a sale (变价实际费用)
-- What other migrations have added to the lists is kept.
do $$
declare
    was text[];
begin
    select array_agg(m[1]) into was
    from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([A-Z_]+)''', 'g') m
    where c.conname = 'account_kind_check' and c.conrelid = 'funds.account'::regclass;
    alter table funds.account drop constraint account_kind_check;
    was := was || array['FROZEN', 'DEFERRED', 'ESCROW', 'COLLECTED', 'CASH', 'COSTS'];
    execute format('alter table funds.account add constraint account_kind_check check (kind in (%s))',
                   (select string_agg(distinct quote_literal(k), ', ') from unnest(was) k));
    select array_agg(m[1]) into was
    from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([A-Z_]+)''', 'g') m
    where c.conname = 'voucher_kind_check' and c.conrelid = 'funds.voucher'::regclass;
    alter table funds.voucher drop constraint voucher_kind_check;
    was := was || array['HOLD', 'RELEASE', 'CASH', 'BANKED', 'COST', 'TRANSFER'];
    execute format('alter table funds.voucher add constraint voucher_kind_check check (kind in (%s))',
                   (select string_agg(distinct quote_literal(k), ', ') from unnest(was) k));
end $$;

do $$
declare
    each record;
begin
    for each in
        select conname from pg_constraint
        where conrelid = 'funds.account'::regclass and contype = 'c'
          and (pg_get_constraintdef(oid) like '%TRANSIT%' and pg_get_constraintdef(oid) like '%case_id%'
               or pg_get_constraintdef(oid) like '%BANK%' and pg_get_constraintdef(oid) like '%balance_fen%')
    loop
        execute format('alter table funds.account drop constraint %I', each.conname);
    end loop;
end $$;
alter table funds.account
    add constraint account_of_case
        check ((kind in ('CASE', 'PAYABLE', 'TRANSIT', 'FROZEN', 'DEFERRED', 'ESCROW', 'COLLECTED', 'COSTS')) = (case_id is not null)),
    add constraint account_without_balance check (kind not in ('BANK', 'FEE', 'CASH') or balance_fen = 0);
create unique index account_cash_of_court on funds.account (court) where kind = 'CASH';
create unique index account_held_of_case on funds.account (case_id, kind)
    where kind in ('FROZEN', 'DEFERRED', 'ESCROW', 'COLLECTED', 'COSTS');

create or replace function funds.post() returns trigger language plpgsql as $$
begin
    if exists (
        select from (select distinct voucher from added) a
        join funds.voucher v on v.id = a.voucher
        where v.tx <> pg_current_xact_id()
           or (select sum(p.fen) from funds.posting p where p.voucher = a.voucher) <> 0) then
        raise exception '凭证借贷不平衡，或者向已入账的凭证追加分录' using errcode = '23514';
    end if;
    update funds.account a set balance_fen = a.balance_fen - moved.fen
    from (select p.account, sum(p.fen) fen from added p
          join funds.account k on k.id = p.account and k.kind not in ('BANK', 'FEE', 'CASH')
          group by p.account order by p.account) moved
    where a.id = moved.account;
    return null;
end $$;

-- What a close of the day adds up; days closed before had none of it.
alter table funds.day_close
    add column frozen_fen bigint not null default 0,
    add column deferred_fen bigint not null default 0,
    add column escrow_fen bigint not null default 0,
    add column costs_fen bigint not null default 0,
    add column cash_fen bigint not null default 0; -- in the court's hands, not at the bank: owed beside the sum
do $$
declare
    each record;
begin
    for each in
        select conname from pg_constraint
        where conrelid = 'funds.day_close'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%transit_fen%'
    loop
        execute format('alter table funds.day_close drop constraint %I', each.conname);
    end loop;
end $$;
alter table funds.day_close add constraint day_close_adds_up
    check (ledger_fen = case_fen + suspense_fen + payable_fen + transit_fen + fee_fen
                        + frozen_fen + deferred_fen + escrow_fen + costs_fen);
