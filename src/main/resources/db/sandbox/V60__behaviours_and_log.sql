-- How a simulated institution behaves is one document: the program reads it, nobody searches in it.
drop table sandbox.institution_fault;
create table sandbox.institution_behaviour (
    code text primary key,
    settings jsonb not null
);

-- What was set by hand stays as it was set; what an institution made up may change by itself.
alter table sandbox.holding add column by_hand boolean not null default false;

-- What the institution counts a request by, beside its key: the same matter under two keys has been sent twice.
alter table sandbox.institution_request add column kind text not null default '';
alter table sandbox.institution_request add column business_key text not null default '';
alter table sandbox.institution_request add column polls int not null default 0;
alter table sandbox.institution_request add column ready_at timestamptz;
alter table sandbox.institution_request add column answered_at timestamptz;
create index institution_request_business on sandbox.institution_request (institution, business_key);

-- Every call that came in, with what it was answered: the institution's own log.
create table sandbox.institution_call (
    id bigint generated always as identity primary key,
    institution text not null,
    key uuid,
    at timestamptz not null,
    poll boolean not null,
    status int not null,
    fault text,
    exceeded text check (exceeded in ('PARALLEL', 'RATE')),
    delay_ms int not null
);
create index institution_call_key on sandbox.institution_call (key);
create index institution_call_institution on sandbox.institution_call (institution, id);
