-- How far the sandbox's clock stands ahead of the machine's, and what its SMS gateway was given.
create table sandbox.clock (
    only_row boolean primary key default true check (only_row),
    ahead_millis bigint not null check (ahead_millis >= 0)
);

create table sandbox.sms (
    id text primary key,
    phone text not null,
    body text not null,
    payload text not null,
    received_at timestamptz not null,
    copies integer not null default 1
);

create index sms_by_phone on sandbox.sms (phone, received_at desc);

-- Which cases of the demonstration court are loaded, so that a start after a kill goes on where it stopped.
create table sandbox.demo_case (
    item integer primary key,
    loaded_at timestamptz not null
);
