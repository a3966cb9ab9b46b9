-- How an institution is reached: by signed calls, or by files in a folder a day; and a second secret while the first is changed.
alter table inquiries.institution add column transport text not null default 'HTTPS' check (transport in ('HTTPS', 'FILES'));
alter table inquiries.institution add column folder text;
alter table inquiries.institution add column format text;
alter table inquiries.institution add column next_secret_sealed bytea;
alter table inquiries.institution add check ((transport = 'FILES') = (folder is not null));
alter table inquiries.institution add check ((folder is null) = (format is null));
alter table inquiries.institution drop constraint institution_check;
alter table inquiries.institution add check (base_url is null or secret_sealed is not null);
call keys.seals('inquiries.institution', 'code', 'text', 'next_secret_sealed', 'inquiries.secret');

-- What an institution signs holds for some minutes; within them each nonce counts once.
create table inquiries.nonce (
    institution text not null references inquiries.institution (code),
    nonce       text not null,
    used_at     timestamptz not null,
    primary key (institution, nonce)
);
create index nonce_used on inquiries.nonce (used_at);

-- One file that was written for an institution or taken from it. What was taken is kept byte for byte (sealed); what was written
-- can be written again from the requests that bear its number, in the same bytes.
create table inquiries.exchange_file (
    id          bigint generated always as identity primary key,
    institution text not null references inquiries.institution (code),
    day         date not null,
    direction   text not null check (direction in ('OUT', 'IN')),
    name        text not null,
    at          timestamptz not null,
    lines       int not null check (lines >= 0),
    sha256      text check (sha256 ~ '^[0-9a-f]{64}$'),
    raw_sealed  bytea,
    sealed_sha256 text,
    written_at  timestamptz,
    acknowledged_at timestamptz,
    refused     text,
    check ((raw_sealed is null) = (sealed_sha256 is null)),
    check (direction = 'OUT' or (sha256 is not null and raw_sealed is not null)),
    unique (institution, day, direction, name)
);
create index exchange_file_unwritten on inquiries.exchange_file (institution) where direction = 'OUT' and written_at is null;
call keys.seals('inquiries.exchange_file', 'id', 'bigint', 'raw_sealed', 'inquiries.body', 'sealed_sha256');
call audit.bind('inquiries.exchange_file', '{id}', '{}', 'raw_sealed', 'sealed_sha256');

alter table inquiries.request add column file_id bigint references inquiries.exchange_file (id);
create index request_of_file on inquiries.request (file_id) where file_id is not null;

-- How an answer came: by the call that asked for it (empty), pushed by the institution, or in a file.
alter table inquiries.answer add column via text check (via in ('PUSHED', 'FILE'));
alter table inquiries.answer add column file_id bigint references inquiries.exchange_file (id);
alter table inquiries.answer alter column http_status drop not null;

-- What came and belongs to no request that could be believed (异常来件): refused, kept as it came, for a person to see.
create table inquiries.stray (
    id          bigint generated always as identity primary key,
    institution text not null,
    via         text not null check (via in ('PUSHED', 'FILE')),
    reason      text not null check (reason ~ '^[A-Z_]{2,30}$'),
    note        text not null,
    name        text,
    size        bigint not null check (size >= 0),
    sha256      text check (sha256 ~ '^[0-9a-f]{64}$'),
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
    unique nulls not distinct (institution, via, reason, name, sha256)
);
create index stray_open on inquiries.stray (received_at) where settled_at is null;
create index stray_of_institution on inquiries.stray (institution, received_at);
call keys.seals('inquiries.stray', 'id', 'bigint', 'raw_sealed', 'inquiries.body', 'sealed_sha256');
call audit.bind('inquiries.stray', '{id}', '{}', 'raw_sealed', 'sealed_sha256');
