-- Persons and organisations across cases. What identifies them is sealed (AES-GCM, key outside the database) and found
-- by a keyed hash; the name is in clear, because people search for it.

-- All single characters and all pairs of neighbours: Chinese names have two or three characters, trigrams miss them.
create function parties.grams(name text) returns text[]
    language sql immutable strict parallel safe
    as $$
    select coalesce(array_agg(distinct gram), '{}')
    from generate_series(1, char_length(name)) as at,
         lateral (values (substr(name, at, 1)), (substr(name, at, 2))) as g(gram)
    where gram <> ''
    $$;

-- What a search for a part of a name must contain: its pairs, or its only character.
create function parties.grams_sought(part text) returns text[]
    language sql immutable strict parallel safe
    as $$
    select case when char_length(part) = 1 then array[part]
                else (select array_agg(distinct substr(part, at, 2)) from generate_series(1, char_length(part) - 1) as at)
           end
    $$;

create table parties.party (
    id            bigint generated always as identity primary key,
    kind          text        not null check (kind in ('PERSON', 'ORGANISATION')),
    name          text        not null check (char_length(name) between 1 and 200),
    id_type       text,
    number_sealed bytea,
    number_index  bytea,
    number_masked text,
    registered_at timestamptz not null,
    check ((number_sealed is null) = (number_index is null)),
    check ((number_sealed is null) = (number_masked is null)),
    check ((number_sealed is null) = (id_type is null))
);
create unique index party_number on parties.party (id_type, number_index) where number_index is not null;
create index party_name on parties.party using gin (parties.grams(name));

-- Phones and addresses are told again with each case: the newest counts, none is overwritten.
create table parties.contact (
    id            bigint generated always as identity primary key,
    party_id      bigint      not null references parties.party,
    kind          text        not null check (kind in ('PHONE', 'ADDRESS')),
    sealed        bytea       not null,
    hash          bytea       not null,
    masked        text        not null,
    told_by       text        not null,
    told_at       timestamptz not null
);
create index contact_of_party on parties.contact (party_id, kind, id desc);
create index contact_hash on parties.contact (kind, hash);

create table parties.payee (
    id             bigint generated always as identity primary key,
    party_id       bigint      not null references parties.party,
    name           text        not null check (char_length(name) between 1 and 200),
    bank           text        not null check (char_length(bank) between 1 and 200),
    account_sealed bytea       not null,
    account_hash   bytea       not null,
    account_masked text        not null,
    told_by        text        not null,
    told_at        timestamptz not null
);
create index payee_of_party on parties.payee (party_id);

create function parties.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '当事人的联系方式和收款账户只能增加，不能修改或者删除';
end
$$;
create trigger contact_append_only before update or delete on parties.contact
    for each row execute function parties.refuse_change();
create trigger payee_append_only before update or delete on parties.payee
    for each row execute function parties.refuse_change();
