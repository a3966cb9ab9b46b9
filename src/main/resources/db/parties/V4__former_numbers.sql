-- A number of identity that was corrected: what stood there before stays, sealed, and is not found any more.
create table parties.former_number (
    id            bigint generated always as identity primary key,
    party_id      bigint not null references parties.party,
    id_type       text not null,
    number_sealed bytea not null,
    number_masked text not null,
    replaced_by   text not null,
    replaced_at   timestamptz not null
);
create index on parties.former_number (party_id);
create trigger kept_but_for before update or delete on parties.former_number
    for each row execute function keys.keep_but_for('number_sealed');
call audit.bind('parties.former_number', '{id}');
call keys.seals('parties.former_number', 'id', 'bigint', 'number_sealed', 'party-number');
