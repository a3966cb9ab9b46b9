-- Which columns hold sealed bytes, so that they can be sealed anew when a key or the algorithm changes. Bytes of before that
-- nobody sealed count as sealed with an unknown key.
create table keys.sealed (
    name    text not null check (name ~ '^[a-z_]+\.[a-z_]+$'),
    key     text not null,
    type    text not null check (type in ('bigint', 'text')),
    content text not null,
    purpose text not null,
    digest  text, -- the column beside it that holds the SHA-256 of the sealed bytes
    primary key (name, content)
);

-- A pass over all of them: asked for by a command, done by the running program.
create table keys.resealing (
    id          bigint generated always as identity primary key,
    asked_by    text not null,
    asked_at    timestamptz not null,
    total       bigint,
    done        bigint not null default 0,
    at_column   int not null default 0,
    after_key   text,
    finished_at timestamptz,
    trouble     text
);
create unique index resealing_one_open on keys.resealing ((true)) where finished_at is null;

create procedure keys.seals(name text, key text, type text, content text, purpose text, digest text default null)
language sql as $$
    insert into keys.sealed values (name, key, type, content, purpose, digest)
$$;

-- For a trigger kept_but_for: rows stay as they are but for the columns it names; the program has the right to these alone.
create function keys.keep_but_for() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or to_jsonb(new) - tg_argv <> to_jsonb(old) - tg_argv then
        raise exception '只能增加，不能修改或者删除（%.%）', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
