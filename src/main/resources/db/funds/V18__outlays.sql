-- Money that leaves a case for others than its creditors goes the way of what goes back to payers, through the same outbox: other
-- costs of a sale to whoever is owed them, and frozen money to the court that froze it. A kind of null is money that goes back.
alter table funds.payer_return
    alter column receipt drop not null,
    add column kind text check (kind in ('COST', 'HANDOVER')),
    add column case_id bigint,
    add column case_number text,
    add column cost text check (cost in ('APPRAISAL', 'AUCTION', 'CUSTODY', 'NOTICE', 'TRANSPORT', 'OTHER')),
    add column document text check (document <> ''), -- the bill, or the other court's assistance notice
    add column hold bigint references funds.hold,
    add check ((kind is null) = (receipt is not null)),
    add check ((kind is not null) = (case_id is not null and case_number is not null and document is not null)),
    add check ((kind is not distinct from 'COST') = (cost is not null)),
    add check ((kind is not distinct from 'HANDOVER') = (hold is not null));
create index payer_return_of_case on funds.payer_return (case_id, id) where case_id is not null;

-- What is handed over cannot be released as well.
create or replace function funds.release_within() returns trigger language plpgsql as $$
declare
    held bigint;
begin
    select fen into held from funds.hold where id = new.hold for update;
    if (select coalesce(sum(fen), 0) from funds.hold_release
        where hold = new.hold and id <> new.id and state <> 'REFUSED')
       + (select coalesce(sum(fen), 0) from funds.payer_return
          where hold = new.hold and state in ('PROPOSED', 'QUEUED', 'SENT', 'ACCEPTED', 'PAID'))
       + new.fen > held then
        raise exception '解除的金额超过所留存的金额' using errcode = '23514';
    end if;
    return new;
end $$;

-- Money without a name may be a part of an agreed plan: found by its sum.
create index instalment_of_sum on funds.instalment (fen);
