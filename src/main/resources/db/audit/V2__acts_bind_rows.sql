-- An entry names the machine it came from, the algorithm it is hashed with and, by their digests, the business rows that its
-- transaction wrote. What the program writes without anybody's act is bound by an entry of no court.
alter table audit.entry alter column court drop not null;
alter table audit.entry add column form smallint not null default 1 check (form in (1, 2));
alter table audit.entry alter column form drop default;
alter table audit.entry add column algorithm text not null default 'SHA-256' check (algorithm in ('SHA-256', 'SM3'));
alter table audit.entry alter column algorithm drop default;
alter table audit.entry add column address text;
-- A line a row: table/key, a blank, its digest. The entry's hash covers the hash of these lines, so that a proof of the
-- entry needs not carry them.
alter table audit.entry add column rows text check (rows <> '');
alter table audit.entry add column rows_hash text check (rows_hash ~ '^[0-9a-f]{64}$');
alter table audit.entry add check ((rows is null) = (rows_hash is null));

-- Which tables are bound, by which key, and which of their columns are left out: those that say how a delivery is getting on.
create table audit.binding (
    name     text primary key check (name ~ '^[a-z_]+\.[a-z_]+$'),
    keys     text[] not null check (cardinality(keys) between 1 and 3),
    left_out text[] not null,
    -- A column of bytes too large to be noted, and the one beside it that holds its SHA-256, which is noted.
    covered  text check (covered ~ '^[a-z0-9_]+$'),
    covering text check (covering ~ '^[a-z0-9_]+$'),
    check ((covered is null) = (covering is null))
);
create trigger append_only before update or delete on audit.binding for each row execute function audit.refuse();
create trigger no_truncate before truncate on audit.binding for each statement execute function audit.refuse();

-- Notes the rows that a statement wrote, for the entry that is appended before the transaction commits. Notes live in settings
-- of the transaction: they cost no write, and a rollback forgets them. Three of them, each copied when the smaller is full,
-- because a setting is copied whole when it grows. A row is noted by its digest; where entries are hashed with SM3, which the
-- database does not know, by its text.
create function audit.note() returns trigger language plpgsql set timezone = 'UTC' as $$
declare
    noted  text;
    recent text;
    older  text;
begin
    select string_agg(
               tg_table_schema || '.' || tg_table_name || '/'
               || concat_ws('/', c.content ->> tg_argv[1], c.content ->> tg_argv[2], c.content ->> tg_argv[3]) || e'\t'
               || case when current_setting('audit.algorithm', true) = 'SM3' then c.content::text
                       else encode(sha256(convert_to(c.content::text, 'UTF8')), 'hex') end
               || e'\n', '')
    into noted
    from (select jsonb_strip_nulls(to_jsonb(w) - tg_argv[0]::text[]) as content from written w) c;
    if noted is null then
        return null;
    end if;
    recent := coalesce(current_setting('audit.recent', true), '') || noted;
    if octet_length(recent) > 8000 then
        older := coalesce(current_setting('audit.older', true), '') || recent;
        recent := '';
        if octet_length(older) > 500000 then
            perform set_config('audit.oldest', coalesce(current_setting('audit.oldest', true), '') || older, true);
            older := '';
        end if;
        perform set_config('audit.older', older, true);
    end if;
    perform set_config('audit.recent', recent, true);
    return null;
end $$;

-- Called by a module's migration for each of its tables that hold what was done or decided. Columns that come later must be
-- empty in older rows: a row's digest covers what is not empty.
create procedure audit.bind(bound text, keys text[], left_out text[] default '{}', covered text default null,
                            covering text default null) language plpgsql as $$
begin
    insert into audit.binding (name, keys, left_out, covered, covering) values (bound, keys, left_out, covered, covering);
    execute format('create trigger bound_insert after insert on %s referencing new table as written for each statement '
                   'execute function audit.note(%L, %s)', bound, left_out::text,
                   (select string_agg(quote_literal(k), ', ') from unnest(keys) k));
    execute format('create trigger bound_update after update on %s referencing new table as written for each statement '
                   'execute function audit.note(%L, %s)', bound, left_out::text,
                   (select string_agg(quote_literal(k), ', ') from unnest(keys) k));
end $$;

-- Each algorithm has its own tree over the same leaves; checkpoints are counted for each, so that none can be missing.
alter table audit.merkle add column algorithm text not null default 'SHA-256' check (algorithm in ('SHA-256', 'SM3'));
alter table audit.merkle alter column algorithm drop default;
alter table audit.merkle drop constraint merkle_pkey;
alter table audit.merkle add primary key (algorithm, level, idx);

alter table audit.checkpoint add column form smallint not null default 1 check (form in (1, 2));
alter table audit.checkpoint alter column form drop default;
alter table audit.checkpoint add column algorithm text not null default 'SHA-256' check (algorithm in ('SHA-256', 'SM3'));
alter table audit.checkpoint alter column algorithm drop default;
alter table audit.checkpoint add column signing text not null default 'Ed25519' check (signing in ('Ed25519', 'SM2'));
alter table audit.checkpoint alter column signing drop default;
alter table audit.checkpoint add column number bigint check (number > 0);
alter table audit.checkpoint disable trigger append_only;
update audit.checkpoint c set number = n.number
from (select tree_size, row_number() over (order by tree_size) as number from audit.checkpoint) n where n.tree_size = c.tree_size;
alter table audit.checkpoint enable trigger append_only;
alter table audit.checkpoint alter column number set not null;
alter table audit.checkpoint drop constraint checkpoint_pkey;
alter table audit.checkpoint add primary key (algorithm, tree_size);
alter table audit.checkpoint add unique (algorithm, number);
