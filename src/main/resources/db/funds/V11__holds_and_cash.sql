-- Money of a case that is held: proposed by one, approved by another, a deferral by the chief and the president; then booked.
create table funds.hold (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('FROZEN', 'DEFERRED', 'ESCROW')),
    case_id bigint not null,
    case_number text not null,
    court text not null,
    fen bigint not null check (fen > 0),
    ground text not null check (ground <> ''),
    words text not null check (words <> ''),
    ordered_by text check (ordered_by <> ''), -- the court that froze it
    document text check (document <> ''), -- its document, or the judgment
    until date, -- the last day of the freeze
    state text not null default 'PROPOSED'
        check (state in ('PROPOSED', 'APPROVED', 'HELD', 'ENDED', 'REFUSED')),
    proposed_by text not null,
    proposed_name text not null,
    proposed_at timestamptz not null,
    first_by text,
    first_name text,
    first_at timestamptz,
    second_by text, -- of a deferral: the president after the chief
    second_name text,
    second_at timestamptz,
    refused_by text,
    refused_name text,
    refused_because text check (refused_because <> ''),
    voucher bigint references funds.voucher,
    paper bigint,
    looked_on date not null, -- when somebody last looked whether the ground still stands
    looked_name text,
    check (first_by is null or first_by <> proposed_by),
    check (second_by is null or second_by <> proposed_by and second_by <> first_by),
    check ((state in ('HELD', 'ENDED')) = (voucher is not null)),
    check (kind <> 'DEFERRED' or voucher is null or second_by is not null),
    check (voucher is null or first_by is not null),
    check ((state = 'REFUSED') = (refused_by is not null)),
    check (kind <> 'FROZEN' or ordered_by is not null and document is not null)
);
create index hold_of_case on funds.hold (case_id, id);
create index hold_waiting on funds.hold (court, state) where state in ('PROPOSED', 'APPROVED', 'HELD');

-- Part or all of it becomes free again, or is given back.
create table funds.hold_release (
    id bigint generated always as identity primary key,
    hold bigint not null references funds.hold,
    fen bigint not null check (fen > 0),
    because text not null check (because <> ''),
    ceased_on date not null, -- when the ground fell away: a deferral is paid within ten days of it
    document text check (document <> ''),
    state text not null default 'PROPOSED' check (state in ('PROPOSED', 'RELEASED', 'REFUSED')),
    proposed_by text not null,
    proposed_name text not null,
    proposed_at timestamptz not null,
    ended_by text,
    ended_name text,
    ended_at timestamptz,
    voucher bigint references funds.voucher,
    paid_on date, -- when what was put off reached its payee
    check (ended_by is null or ended_by <> proposed_by),
    check ((state = 'PROPOSED') = (ended_by is null)),
    check ((state = 'RELEASED') = (voucher is not null))
);
create unique index hold_release_one_open on funds.hold_release (hold) where state = 'PROPOSED';
create index hold_release_of_hold on funds.hold_release (hold, id);

create function funds.release_within() returns trigger language plpgsql as $$
declare
    held bigint;
begin
    select fen into held from funds.hold where id = new.hold for update;
    if (select coalesce(sum(fen), 0) from funds.hold_release
        where hold = new.hold and id <> new.id and state <> 'REFUSED') + new.fen > held then
        raise exception '解除的金额超过所留存的金额' using errcode = '23514';
    end if;
    return new;
end $$;
create trigger hold_release_within before insert or update of fen on funds.hold_release
    for each row execute function funds.release_within();

-- Cash that officers took (现金): two of them, handed to finance the same day or the next with the reason, paid into the bank.
create table funds.cash (
    id bigint generated always as identity primary key,
    case_id bigint not null,
    case_number text not null,
    court text not null,
    fen bigint not null check (fen > 0),
    payer text not null check (payer <> ''),
    taken_on date not null,
    place text not null check (place <> ''),
    taken_by text not null,
    taken_name text not null,
    with_login text not null,
    with_name text not null,
    taken_at timestamptz not null,
    voucher bigint not null references funds.voucher,
    paper bigint,
    handed_on date,
    late_because text check (late_because <> ''),
    finance_by text,
    finance_name text,
    handed_at timestamptz,
    receipt bigint unique references funds.receipt, -- the bank's credit of it
    banked_on date,
    check (with_login <> taken_by),
    check (finance_by is null or finance_by <> taken_by and finance_by <> with_login),
    check ((handed_on is null) = (finance_by is null)),
    check ((receipt is null) = (banked_on is null)),
    check (receipt is null or handed_on is not null),
    check (handed_on is null or handed_on >= taken_on),
    check (handed_on is null or handed_on <= taken_on or late_because is not null)
);
create index cash_of_case on funds.cash (case_id, id);
create index cash_not_banked on funds.cash (court, handed_on) where receipt is null;

call audit.bind('funds.hold', '{id}');
call audit.bind('funds.hold_release', '{id}');
call audit.bind('funds.cash', '{id}');
