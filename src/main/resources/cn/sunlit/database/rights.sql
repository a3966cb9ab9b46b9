-- What the program's own role may do, given by the role that owns the tables after a migration ran. One block, so that nobody
-- ever sees half of it. Anything the program does not need it cannot do: no table is its own, so it alters and drops none and
-- switches no trigger off.
do $$
declare
    program text := current_setting('sunlit.program');
    each    record;
begin
    perform pg_advisory_xact_lock(hashtext('sunlit.rights'));
    for each in select nspname as schema from pg_namespace where nspname = any (string_to_array(current_setting('sunlit.modules'), ','))
    loop
        execute format('revoke all on schema %I from public', each.schema);
        execute format('revoke all on schema %I from %I', each.schema, program);
        execute format('revoke all on all tables in schema %I from %I', each.schema, program);
        execute format('revoke all on all sequences in schema %I from %I', each.schema, program);
        execute format('grant usage on schema %I to %I', each.schema, program);
        execute format('grant select, insert, update, delete on all tables in schema %I to %I', each.schema, program);
        execute format('grant usage, select on all sequences in schema %I to %I', each.schema, program);
        execute format('grant execute on all functions in schema %I to %I', each.schema, program);
    end loop;

    -- Where a trigger refuses whatever comes, the right is missing too. A trigger that asks first (a condition, some of the
    -- columns, a function that does not begin by refusing) leaves the right and decides by itself.
    for each in
        select t.tgrelid::regclass as name, bool_or(t.tgtype & 16 <> 0) as no_update, bool_or(t.tgtype & 8 <> 0) as no_delete
        from pg_trigger t join pg_proc f on f.oid = t.tgfoid
        where not t.tgisinternal and t.tgqual is null and t.tgattr = '' and f.prosrc ~* '^\s*begin\s+raise\s+exception'
        group by t.tgrelid
    loop
        if each.no_update then
            execute format('revoke update on %s from %I', each.name, program);
        end if;
        if each.no_delete then
            execute format('revoke delete on %s from %I', each.name, program);
        end if;
    end loop;

    -- A row that is kept but for some of its columns (its seal may be renewed): the right to these columns is left.
    for each in
        select t.tgrelid::regclass as name,
               (select string_agg(quote_ident(a), ', ') from unnest(string_to_array(encode(t.tgargs, 'escape'), '\000')) a
                where a <> '') as columns
        from pg_trigger t where not t.tgisinternal and t.tgname = 'kept_but_for'
    loop
        execute format('revoke update, delete on %s from %I', each.name, program);
        execute format('grant update (%s) on %s to %I', each.columns, each.name, program);
    end loop;

    -- The record is only ever added to. Two tables say how far it has come: the head of each chain and the size of the tree.
    for each in select c.oid::regclass as name from pg_class c
                where c.relnamespace = 'audit'::regnamespace and c.relkind in ('r', 'p')
    loop
        execute format('revoke update, delete on %s from %I', each.name, program);
    end loop;
    execute format('grant update (seq, hash) on audit.chain to %I', program);
    execute format('grant update (size, floor_id, mark_id, mark_xmax, checked_at) on audit.tree to %I', program);
    -- A walk gets its result once, which a trigger watches over; its progress is worth nothing.
    execute format('grant update (state, ended_at, entries, rows, faults) on audit.walk to %I', program);
    execute format('grant update, delete on audit.walk_progress to %I', program);
    execute format('revoke insert on audit.tree, audit.binding from %I', program);
    execute format('revoke insert, update, delete on keys.sealed from %I', program);

    for each in select c.oid::regclass as name from pg_class c where c.relname = 'flyway_history' and c.relkind = 'r'
    loop
        execute format('revoke insert, update, delete on %s from %I', each.name, program);
    end loop;

    execute format('comment on table audit.binding is %L', current_setting('sunlit.rights'));
end $$
