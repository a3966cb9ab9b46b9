-- Versions of the catalogues as they were read, whole, so that an old case can always be explained.
create table docket.catalogue_version (
    id             bigint generated always as identity primary key,
    court          text, -- null: for every court that has none of its own
    version        text not null,
    effective_from date not null,
    hash           text not null check (hash ~ '^[0-9a-f]{64}$'),
    inner_yaml     text not null,
    public_yaml    text not null,
    loaded_at      timestamptz not null,
    unique nulls not distinct (court, hash)
);

create table docket.docket (
    case_id    bigint primary key,
    court      text not null,
    version_id bigint not null references docket.catalogue_version,
    owner      text,
    opened_on  date not null
);

-- A run of a node. What has not begun has no row: it follows from the catalogue.
create table docket.node (
    id           bigint generated always as identity primary key,
    case_id      bigint not null references docket.docket,
    court        text not null,
    owner        text,
    code         text not null,
    subject      text not null default '',
    run          int not null check (run > 0),
    start_event  text not null,
    start_cause  text not null check (start_cause <> ''),
    started_on   date not null,
    due_on       date,
    yellow_on    date,
    red_on       date,
    overdue_on   date,
    provisional  boolean not null default false,
    due_proof    text not null,
    authority    text not null check (authority in ('STATUTORY', 'JUDICIAL_POLICY', 'LOCAL_PRACTICE', 'DESIGN_DEFAULT')),
    state        text not null check (state in ('OPEN', 'DONE', 'WAIVED')),
    done_on      date,
    done_by      text,
    recorded_at  timestamptz,
    late         boolean not null default false,
    before_cause boolean not null default false,
    waived_for   text,
    check ((state = 'DONE') = (done_on is not null)),
    check ((state = 'WAIVED') = (waived_for is not null)),
    check (yellow_on <= red_on and red_on <= overdue_on and due_on < overdue_on),
    check ((due_on is null) = (overdue_on is null))
);
create index node_of_case on docket.node (case_id, id);
create unique index one_open_run on docket.node (case_id, code, subject) where state = 'OPEN';
create unique index one_run_per_cause on docket.node (case_id, code, subject, start_event, started_on, md5(start_cause));
create index day_of_owner on docket.node (court, owner, due_on) where state = 'OPEN';
create index day_of_court on docket.node (court, due_on) where state = 'OPEN';
create index turns_yellow on docket.node (yellow_on) where state = 'OPEN';
create index turns_red on docket.node (red_on) where state = 'OPEN';
create index turns_overdue on docket.node (overdue_on) where state = 'OPEN';

create table docket.evidence (
    id        bigint generated always as identity primary key,
    node_id   bigint not null references docket.node,
    kind      text not null check (kind in ('DOCUMENT', 'REPLY', 'VOUCHER', 'MESSAGE', 'RECORD')),
    reference text not null check (reference <> ''),
    title     text not null check (title <> ''),
    sha256    text check (sha256 ~ '^[0-9a-f]{64}$'),
    unique (node_id, kind, reference)
);

create table docket.alert (
    id        bigint generated always as identity primary key,
    node_id   bigint not null references docket.node,
    case_id   bigint not null,
    court     text not null,
    owner     text,
    code      text not null,
    level     text not null check (level in ('YELLOW', 'RED', 'OVERDUE')),
    due_on    date not null,
    turned_on date not null,
    raised_at timestamptz not null,
    unique (node_id, level, due_on)
);
create index alert_of_owner on docket.alert (court, owner, turned_on);

-- Up to which day a recurring job is done; rolls forward only when the day's work is committed.
create table docket.watermark (
    job        text primary key,
    done_until date not null
);

create function docket.refuse() returns trigger language plpgsql as $$
begin
    raise exception '只能追加，不能修改或删除（%.%）', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete on docket.evidence for each row execute function docket.refuse();
create trigger append_only before update or delete on docket.alert for each row execute function docket.refuse();
create trigger append_only before update or delete on docket.catalogue_version for each row execute function docket.refuse();
create trigger no_delete before delete on docket.node for each row execute function docket.refuse();

-- A finished run stays as it is.
create function docket.refuse_reopening() returns trigger language plpgsql as $$
begin
    if old.state <> 'OPEN' then
        raise exception '节点%已办结，不能再改', old.code using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger finished_is_final before update on docket.node for each row execute function docket.refuse_reopening();
