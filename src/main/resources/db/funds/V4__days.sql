-- A day is closed once and for good (日结): what the bank and the ledger held at its end, and each difference by its name. Days are
-- closed in their order, each from the day after the one before. A voucher never falls on a closed day: what the bank tells
-- late is booked on the first open day and keeps the bank's own day in funds.bank_entry.
create table funds.day_close (
    id bigint generated always as identity primary key,
    court text not null,
    since date, -- the first day it covers; null for the first close, which covers all that was before
    day date not null,
    bank_fen bigint, -- null where the bank sent no statement because nothing had moved
    ledger_fen bigint not null,
    case_fen bigint not null,
    suspense_fen bigint not null,
    payable_fen bigint not null,
    transit_fen bigint not null,
    fee_fen bigint not null,
    vouchers int not null,
    note text check (note <> ''),
    closed_by text not null,
    closed_name text not null,
    closed_at timestamptz not null,
    unique (court, day),
    check (ledger_fen = case_fen + suspense_fen + payable_fen + transit_fen + fee_fen)
);
create table funds.day_difference (
    close bigint not null references funds.day_close,
    line smallint not null,
    cause text not null,
    reference text,
    fen bigint,
    on_day date,
    because text not null,
    primary key (close, line)
);
-- What each statement of the bank showed in the night it came, whether or not anybody looked.
create table funds.day_check (
    statement bigint primary key references funds.statement,
    court text not null,
    day date not null,
    bank_fen bigint not null,
    ledger_fen bigint not null,
    differences int not null,
    checked_at timestamptz not null
);
create index day_check_of_court on funds.day_check (court, day);
create trigger day_close_stays before update or delete on funds.day_close for each row execute function funds.refuse_change();
create trigger day_difference_stays before update or delete on funds.day_difference for each row execute function funds.refuse_change();
create trigger day_check_stays before update or delete on funds.day_check for each row execute function funds.refuse_change();
create trigger day_close_stays_whole before truncate on funds.day_close execute function funds.refuse_change();
create trigger day_difference_stays_whole before truncate on funds.day_difference execute function funds.refuse_change();
create trigger day_check_stays_whole before truncate on funds.day_check execute function funds.refuse_change();
call audit.bind('funds.day_close', '{id}');
call audit.bind('funds.day_difference', '{close,line}');
call audit.bind('funds.day_check', '{statement}');

-- Vouchers share this lock, a close takes it alone: none slips into a day while it is being closed.
create function funds.refuse_closed_day() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('funds.day:' || new.court, 0));
    if exists (select from funds.day_close c where c.court = new.court and c.day >= new.booked_on) then
        raise exception '%已经日结，不能再记账', new.booked_on using errcode = '23514';
    end if;
    return new;
end $$;
create trigger voucher_day_open before insert on funds.voucher for each row execute function funds.refuse_closed_day();

create function funds.days_in_order() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('funds.day:' || new.court, 0));
    if new.since is distinct from (select max(day) + 1 from funds.day_close where court = new.court)
       or new.day < new.since then
        raise exception '日结应当逐日依次办理' using errcode = '23514';
    end if;
    return new;
end $$;
create trigger day_close_in_order before insert on funds.day_close for each row execute function funds.days_in_order();
