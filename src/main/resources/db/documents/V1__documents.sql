-- How many numbered documents a case has; the row is locked while the next one is issued, so that numbers have no gap.
create table documents.numbering (
    case_id bigint primary key,
    last    int not null check (last between 1 and 9999)
);

create table documents.document (
    id         bigint generated always as identity primary key,
    case_id    bigint not null,
    court      text not null,
    kind       text not null check (kind ~ '^[A-Z][A-Z_]+$'),
    title      text not null,
    number     text not null,
    sub_number int check (sub_number > 0),
    text       text not null check (length(text) > 20),
    sha256     text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    issued_on  date not null,
    issued_by  text not null,
    login      text not null,
    issued_at  timestamptz not null,
    unique (case_id, sub_number)
);
create index document_of_case on documents.document (case_id, id);

create table documents.service (
    id          bigint generated always as identity primary key,
    document_id bigint not null references documents.document,
    recipient   text not null check (recipient <> ''),
    how         text not null check (how <> ''),
    served_on   date not null,
    recorded_at timestamptz not null,
    unique (document_id, recipient, how, served_on)
);

create function documents.refuse() returns trigger language plpgsql as $$
begin
    raise exception '文书只能追加，不能修改或删除（%.%）', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete on documents.document for each row execute function documents.refuse();
create trigger no_truncate before truncate on documents.document for each statement execute function documents.refuse();
create trigger append_only before update or delete on documents.service for each row execute function documents.refuse();
