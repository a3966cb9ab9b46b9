-- The head of each chain: the one row that an act on a case locks. One a case, so that acts on different cases never wait for
-- each other; an act outside any case hangs on the chain of its actor.
create table audit.chain (
    chain text primary key,
    seq   bigint not null check (seq >= 0),
    hash  text not null check (hash ~ '^[0-9a-f]{64}$')
) with (fillfactor = 70);

create table audit.entry (
    id      bigint generated always as identity primary key,
    chain   text not null references audit.chain,
    seq     bigint not null check (seq > 0),
    case_id bigint,
    court   text not null,
    kind    text not null,
    login   text not null,
    name    text not null,
    client  text,
    roles   text not null,
    type    text not null check (type ~ '^[A-Z][A-Z0-9_]{1,60}$'),
    summary text not null check (summary <> ''),
    facts   jsonb not null check (jsonb_typeof(facts) = 'object'),
    at      timestamptz not null,
    prev    text not null check (prev ~ '^[0-9a-f]{64}$'),
    hash    text not null unique check (hash ~ '^[0-9a-f]{64}$'),
    unique (chain, seq)
);

-- The tree over all entries (RFC 6962). Leaves stand in the order in which checkpoints took them in.
create table audit.leaf (
    position bigint primary key check (position >= 0),
    entry_id bigint not null unique references audit.entry
);

-- Hashes of complete subtrees; level 0 are the leaves.
create table audit.merkle (
    level smallint not null check (level between 0 and 60),
    idx   bigint not null check (idx >= 0),
    hash  bytea not null check (length(hash) = 32),
    primary key (level, idx)
);

create table audit.checkpoint (
    tree_size  bigint primary key check (tree_size > 0),
    root       text not null,
    signed_at  timestamptz not null,
    signature  text not null,
    key_id     text not null,
    public_key text not null
);

-- How far the tree has come; the only row that is rewritten. Entries up to floor_id are all in the tree. An entry of a
-- transaction still in flight may bear a smaller key than one already taken in, so the floor follows the mark only when
-- every transaction is over that ran when the mark was set.
create table audit.tree (
    only_row   boolean primary key default true check (only_row),
    size       bigint not null default 0,
    floor_id   bigint not null default 0,
    mark_id    bigint not null default 0,
    mark_xmax  xid8,
    checked_at timestamptz
);
insert into audit.tree default values;

create function audit.refuse() returns trigger language plpgsql as $$
begin
    raise exception '存证记录只能追加，不能修改或删除（%.%）', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger append_only before update or delete on audit.entry for each row execute function audit.refuse();
create trigger no_truncate before truncate on audit.entry for each statement execute function audit.refuse();
create trigger append_only before update or delete on audit.leaf for each row execute function audit.refuse();
create trigger no_truncate before truncate on audit.leaf for each statement execute function audit.refuse();
create trigger append_only before update or delete on audit.merkle for each row execute function audit.refuse();
create trigger no_truncate before truncate on audit.merkle for each statement execute function audit.refuse();
create trigger append_only before update or delete on audit.checkpoint for each row execute function audit.refuse();
create trigger no_truncate before truncate on audit.checkpoint for each statement execute function audit.refuse();
create trigger no_delete before delete on audit.chain for each row execute function audit.refuse();
create trigger no_truncate before truncate on audit.chain for each statement execute function audit.refuse();
