-- Rows that were there before their table was bound are adopted once, by entries that bind them: at the first start after the
-- binding. A row here closes the door for its table: what is unbound afterwards was written past the program.
create table audit.adoption (
    name       text primary key references audit.binding,
    rows       bigint not null check (rows >= 0),
    digest     text not null check (digest ~ '^[0-9a-f]{64}$'), -- SHA-256 of all adopted rows' lines in their order
    adopted_at timestamptz not null
);
create trigger append_only before update or delete on audit.adoption for each row execute function audit.refuse();
create trigger no_truncate before truncate on audit.adoption for each statement execute function audit.refuse();
call audit.bind('audit.adoption', '{name}');
