-- Vehicles that a case looks for. The plate is personal data: sealed, found again by keyed hashes of its pieces.
create table cooperation.vehicle (
    id            bigint generated always as identity primary key,
    case_id       bigint not null,
    court         text not null,
    party_id      bigint not null,
    owner_name    text not null,
    asset_id      bigint,
    plate_sealed  bytea not null,
    plate_index   bytea not null,
    plate_masked  text not null,
    description   text not null,
    return_due_since date,
    state         text not null check (state in ('WANTED', 'HELD', 'IN_YARD', 'READY', 'RETURNED')),
    noted_by      text not null,
    noted_at      timestamptz not null,
    unique (case_id, plate_index)
);
create table cooperation.plate_piece (
    vehicle_id bigint not null references cooperation.vehicle (id),
    piece      bytea not null,
    primary key (piece, vehicle_id)
);

-- What happened to a vehicle from the street to the yard; only ever added.
create table cooperation.vehicle_step (
    id          bigint generated always as identity primary key,
    vehicle_id  bigint not null references cooperation.vehicle (id),
    step        text not null check (step in ('HELD', 'IN_YARD', 'COST', 'READY', 'RETURNED')),
    happened_at timestamptz not null,
    place       text not null,
    keeper      text,
    odometer_km int check (odometer_km between 0 and 5000000),
    items       text,
    handed_by   text,
    received_by text,
    cost_fen    bigint check (cost_fen >= 0),
    noted_by    text not null,
    noted_at    timestamptz not null
);
create index vehicle_step_vehicle on cooperation.vehicle_step (vehicle_id);
create table cooperation.vehicle_photo (
    id         bigint generated always as identity primary key,
    step_id    bigint not null references cooperation.vehicle_step (id),
    content    bytea not null,
    sha256     text not null,
    media_type text not null
);
create index vehicle_photo_step on cooperation.vehicle_photo (step_id);

create table cooperation.request (
    id             bigint generated always as identity primary key,
    case_id        bigint not null,
    court          text not null,
    kind           text not null check (kind in ('FIND_PERSON', 'HOLD_PERSON', 'FIND_VEHICLE', 'HOLD_VEHICLE')),
    party_id       bigint not null,
    subject_name   text not null,
    vehicle_id     bigint references cooperation.vehicle (id),
    penalty_id     bigint,
    reason         text not null,
    places_sealed  bytea not null,
    urgent         boolean not null,
    until_on       date not null,
    reply_due      timestamptz not null,
    state          text not null check (state in ('SENT', 'TAKEN', 'ANSWERED', 'DONE', 'WITHDRAWN', 'LAPSED')),
    document_id    bigint not null,
    ordered_by     text not null,
    ordered_name   text not null,
    sent_at        timestamptz not null,
    taken_at       timestamptz,
    answered_at    timestamptz,
    closed_at      timestamptz,
    closed_because text,
    reminded       boolean not null default false,
    -- Nobody is held but on a decision that the president approved.
    check ((kind = 'HOLD_PERSON') = (penalty_id is not null)),
    check ((kind in ('FIND_VEHICLE', 'HOLD_VEHICLE')) = (vehicle_id is not null)),
    check ((state in ('DONE', 'WITHDRAWN', 'LAPSED')) = (closed_at is not null))
);
-- One question of a kind about one person or vehicle is open at a time.
create unique index request_once on cooperation.request (case_id, kind, party_id, coalesce(vehicle_id, 0))
    where state in ('SENT', 'TAKEN', 'ANSWERED');
create index request_case on cooperation.request (case_id);
create index request_due on cooperation.request (reply_due) where state in ('SENT', 'TAKEN', 'ANSWERED');

create table cooperation.reply (
    id           bigint generated always as identity primary key,
    request_id   bigint not null references cooperation.request (id),
    reference    text not null,
    result       text not null check (result in ('FOUND', 'NOT_FOUND', 'HELD', 'CANNOT')),
    happened_at  timestamptz,
    place_sealed bytea not null,
    source       text not null check (source in ('MACHINE', 'PAPER')),
    received_at  timestamptz not null,
    taken_by     text not null,
    unique (request_id, reference)
);

create function cooperation.keep() returns trigger language plpgsql as $$
begin
    raise exception 'what was asked of the police, and what came of it, is never deleted';
end $$;
create trigger keep_request before delete on cooperation.request for each row execute function cooperation.keep();
create trigger keep_reply before delete on cooperation.reply for each row execute function cooperation.keep();
create trigger keep_step before update or delete on cooperation.vehicle_step for each row execute function cooperation.keep();
create trigger keep_photo before update or delete on cooperation.vehicle_photo for each row execute function cooperation.keep();

call keys.seals('cooperation.vehicle', 'id', 'bigint', 'plate_sealed', 'vehicle-plate');
call keys.seals('cooperation.request', 'id', 'bigint', 'places_sealed', 'police-place');
call keys.seals('cooperation.reply', 'id', 'bigint', 'place_sealed', 'police-place');
call audit.bind('cooperation.vehicle', '{id}');
call audit.bind('cooperation.vehicle_step', '{id}');
call audit.bind('cooperation.vehicle_photo', '{id}', '{content}', 'content', 'sha256');
call audit.bind('cooperation.request', '{id}', '{reminded}');
call audit.bind('cooperation.reply', '{id}');
