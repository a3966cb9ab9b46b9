create table identity.second_factor (
    login        text primary key references identity.staff (login),
    secret       bytea not null,
    confirmed_at timestamptz,
    last_step    bigint not null default 0,
    created_at   timestamptz not null
);
comment on table identity.second_factor is '动态口令（RFC 6238）；secret 加密存放，last_step 为用过的最后一个时间步，此前的口令一律不再接受';

create table identity.recovery_code (
    login   text not null references identity.second_factor (login) on delete cascade,
    code    bytea not null,
    used_at timestamptz,
    primary key (login, code)
);
comment on table identity.recovery_code is '恢复码的加钥散列，每个只能用一次';
