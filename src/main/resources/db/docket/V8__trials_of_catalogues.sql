-- What a draft would have meant for past cases. A trial is a sum that anybody may repeat: it changes no case and may be cancelled.
create table docket.catalogue_trial (
    id         bigint generated always as identity primary key,
    draft_id   bigint not null references docket.catalogue_draft,
    court      text not null,
    from_day   date not null,
    to_day     date not null check (to_day >= from_day),
    state      text not null check (state in ('RUNNING', 'DONE', 'CANCELLED')),
    after_case bigint not null default 0,
    total      int not null,
    done       int not null default 0,
    untried    int not null default 0, -- runs of nodes that the draft leaves out or starts otherwise
    started_by text not null,
    started_at timestamptz not null,
    ended_at   timestamptz,
    check ((state = 'RUNNING') = (ended_at is null))
);
create unique index one_trial_runs on docket.catalogue_trial (draft_id) where state = 'RUNNING';
create index trial_of_draft on docket.catalogue_trial (draft_id, id);

create table docket.catalogue_trial_node (
    trial_id bigint not null references docket.catalogue_trial,
    code     text not null,
    runs     int not null,
    kept     int not null, -- overdue by the catalogue that the case follows
    drafted  int not null, -- overdue by the draft
    primary key (trial_id, code)
);

create table docket.catalogue_trial_run (
    trial_id  bigint not null references docket.catalogue_trial,
    node_id   bigint not null,
    case_id   bigint not null,
    code      text not null,
    kept_due  date,
    draft_due date not null,
    done_on   date,
    primary key (trial_id, node_id)
);
