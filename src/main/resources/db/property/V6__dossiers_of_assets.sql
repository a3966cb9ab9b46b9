-- What an asset is worth, by whom and on which day. A newer value stands beside the older, none is changed.
create table property.asset_value (
    id          bigint generated always as identity primary key,
    asset_id    bigint not null references property.asset (id),
    court       text not null,
    case_id     bigint not null,
    source      text not null check (source in ('REPLY', 'DECLARED', 'CLUE', 'AGREED', 'INQUIRED', 'APPRAISED')),
    value_fen   bigint not null check (value_fen >= 0),
    valued_on   date not null,
    reference   text not null,
    entered_by  text not null,
    entered_at  timestamptz not null
);
create index asset_value_asset on property.asset_value (asset_id, id);
create function property.keep_value() returns trigger language plpgsql as $$
begin
    raise exception 'a value is never changed';
end $$;
create trigger keep_value before update or delete on property.asset_value for each row execute function property.keep_value();

-- Who else has a part in an asset, or in whose name it stands though it is the respondent's.
create table property.asset_holder (
    id            bigint generated always as identity primary key,
    asset_id      bigint not null references property.asset (id),
    court         text not null,
    case_id       bigint not null,
    role          text not null check (role in ('CO_OWNER', 'REGISTERED')),
    name          text not null,
    share_part    int check (share_part > 0),
    share_whole   int check (share_whole between 2 and 10000),
    source        text not null check (source in ('REPLY', 'DECLARED', 'CLUE')),
    reference     text not null,
    told_by       text,
    told_on       date,
    confirmed_by  text,
    confirmed_on  date,
    entered_by    text not null,
    entered_at    timestamptz not null,
    unique (asset_id, court, role, name),
    check ((share_part is null) = (share_whole is null)),
    check (share_part < share_whole),
    check (share_part is null or role = 'CO_OWNER'),
    check ((told_by is null) = (told_on is null)),
    check ((confirmed_by is null) = (confirmed_on is null)),
    check (confirmed_on is null or role = 'REGISTERED'),
    check (told_on is null or role = 'CO_OWNER')
);

-- Rights of others in an asset that go before or stay: mortgage, pledge, lien, lease, right of residence.
create table property.asset_burden (
    id             bigint generated always as identity primary key,
    asset_id       bigint not null references property.asset (id),
    court          text not null,
    case_id        bigint not null,
    kind           text not null check (kind in ('MORTGAGE', 'PLEDGE', 'LIEN', 'LEASE', 'RESIDENCE')),
    holder         text not null,
    secured_fen    bigint check (secured_fen >= 0),
    registered_on  date,
    source         text not null check (source in ('REPLY', 'DECLARED', 'CLUE')),
    reference      text not null,
    ended_by       text,
    ended_on       date,
    entered_by     text not null,
    entered_at     timestamptz not null,
    check ((ended_by is null) = (ended_on is null))
);
create index asset_burden_asset on property.asset_burden (asset_id);

-- The controls of others on an asset, as the institution told a case of them; the newest telling counts.
create table property.told_control (
    id           bigint generated always as identity primary key,
    asset_id     bigint not null references property.asset (id),
    court        text not null,
    case_id      bigint not null,
    request      bigint not null,
    by_court     text not null,
    by_case      text,
    amount_fen   bigint check (amount_fen >= 0),
    until        date,
    told_on      date not null
);
create index told_control_asset on property.told_control (asset_id, court, request);

-- Whether a fund kept for a purpose may be taken all the same (院级审核): asked by the officer, decided by another person.
create table property.protection_review (
    id            bigint generated always as identity primary key,
    asset_id      bigint not null references property.asset (id),
    case_id       bigint not null,
    court         text not null,
    protections   text not null,
    because       text not null,
    asked_by      text not null,
    asked_name    text not null,
    asked_at      timestamptz not null,
    approved      boolean,
    opinion       text,
    decided_by    text,
    decided_at    timestamptz,
    check ((approved is null) = (decided_by is null)),
    check ((approved is null) = (decided_at is null)),
    check (approved is null or opinion is not null)
);
create unique index protection_review_open on property.protection_review (asset_id, case_id) where approved is null;
create index protection_review_case on property.protection_review (case_id, asset_id);

alter table property.asset_case drop constraint asset_case_source_check;
alter table property.asset_case add constraint asset_case_source_check check (source in ('INQUIRY', 'PRESERVED', 'CLUE', 'DECLARED'));
-- The ground on which it was screened out; under which protection the officer finds it falls, NONE for none; what must stay.
alter table property.asset_case add column ground text;
alter table property.asset_case add column protected_as text;
alter table property.asset_case add column protected_because text;
alter table property.asset_case add column reserved_fen bigint check (reserved_fen >= 0);
alter table property.asset_case add column reserved_because text;

call audit.bind('property.asset_value', '{id}');
call audit.bind('property.asset_holder', '{id}');
call audit.bind('property.asset_burden', '{id}');
call audit.bind('property.told_control', '{id}');
call audit.bind('property.protection_review', '{id}');
