-- An asset is known across all cases by its kind, the institution that keeps it and its account or registration key.
create table property.asset (
    id             bigint generated always as identity primary key,
    kind           text not null,
    institution    text,
    holder_place   text not null,
    key_index      bytea not null,
    key_sealed     bytea not null,
    key_masked     text not null,
    title          text not null,
    nature         text not null,
    balance_fen    bigint check (balance_fen >= 0),
    available_fen  bigint check (available_fen >= 0),
    as_of          timestamptz not null,
    unique (kind, holder_place, key_index)
);

create table property.asset_case (
    asset_id     bigint not null references property.asset (id),
    case_id      bigint not null,
    court        text not null,
    party_id     bigint,
    owner_name   text not null,
    source       text not null check (source in ('INQUIRY', 'PRESERVED', 'CLUE')),
    source_ref   text not null,
    found_on     date not null,
    earlier      text,
    screening    text not null check (screening in ('PENDING', 'EXECUTABLE', 'NOT_EXECUTABLE')),
    because      text,
    screened_by  text,
    screened_on  date,
    primary key (asset_id, case_id),
    check ((screening = 'PENDING') = (screened_on is null))
);
create index asset_case_case on property.asset_case (case_id);

create table property.measure (
    id            bigint generated always as identity primary key,
    case_id       bigint not null,
    court         text not null,
    asset_id      bigint not null references property.asset (id),
    kind          text not null check (kind in ('FREEZE', 'SEAL', 'SEIZE', 'DEDUCT', 'RENEW', 'RELEASE')),
    on_measure    bigint references property.measure (id),
    state         text not null check (state in ('ORDERED', 'EFFECTIVE', 'WAITING', 'FAILED', 'RELEASED', 'EXPIRED', 'DEDUCTED', 'DONE')),
    amount_fen    bigint check (amount_fen >= 0),
    actual_fen    bigint check (actual_fen >= 0),
    starts_on     date,
    ends_on       date,
    rank          int not null default 1 check (rank >= 1),
    ruling        text not null,
    ruling_id     bigint,
    notice_id     bigint,
    request_id    bigint,
    reply_sha256  text,
    inherited     boolean not null default false,
    excess        boolean not null default false,
    landed        boolean not null default false,
    reason        text,
    ordered_by    text not null,
    ordered_at    timestamptz not null,
    settled_on    date,
    check ((kind in ('RENEW', 'RELEASE')) <= (on_measure is not null)),
    check (state <> 'WAITING' or rank > 1),
    check (state <> 'EFFECTIVE' or (kind in ('FREEZE', 'SEAL', 'SEIZE') and starts_on is not null and ends_on is not null)),
    check (state <> 'DONE' or kind in ('DEDUCT', 'RENEW', 'RELEASE')),
    check (starts_on is null or ends_on is null or starts_on <= ends_on)
);
-- A second click finds the first one's row.
create unique index measure_open on property.measure (case_id, asset_id, kind) where state = 'ORDERED';
create index measure_case on property.measure (case_id);
create index measure_asset on property.measure (asset_id);
create index measure_term on property.measure (ends_on) where state = 'EFFECTIVE';

create function property.keep_measure() returns trigger language plpgsql as $$
begin
    raise exception 'a measure is never deleted';
end $$;
create trigger keep_measure before delete on property.measure for each row execute function property.keep_measure();
