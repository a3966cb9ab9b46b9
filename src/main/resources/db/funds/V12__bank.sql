-- The bank's own number of a statement (ElctrncSeqNb, :28C:): a gap between two means that one is missing.
alter table funds.statement add column sequence bigint;

-- Messages of the bank of which nothing or not all could be used (异常报文): kept as they came, sealed, for a person to see.
create table funds.bank_stray (
    id          bigint generated always as identity primary key,
    court       text not null,
    via         text check (via in ('HTTPS', 'FILE', 'ANSWER')), -- null where part of it was taken
    name        text,
    because     text not null check (because <> ''),
    size        bigint not null check (size >= 0),
    sha256      text check (sha256 ~ '^[0-9a-f]{64}$'),
    message     bigint references funds.bank_message, -- where part of it was taken: its content is there
    raw_sealed  bytea,
    sealed_sha256 text,
    received_at timestamptz not null,
    last_at     timestamptz not null,
    copies      int not null default 1 check (copies > 0),
    settled_at  timestamptz,
    settled_by  text,
    settlement  text,
    check ((raw_sealed is null) = (sealed_sha256 is null)),
    check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (settlement is null)),
    unique nulls not distinct (court, via, name, sha256, because)
);
create index bank_stray_open on funds.bank_stray (court, received_at) where settled_at is null;
call keys.seals('funds.bank_stray', 'id', 'bigint', 'raw_sealed', 'funds.bank-message', 'sealed_sha256');
call audit.bind('funds.bank_stray', '{id}', '{}', 'raw_sealed', 'sealed_sha256');
