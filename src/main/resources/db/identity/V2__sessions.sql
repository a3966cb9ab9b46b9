-- The sessions of people, in the shape that Spring Session asks for: any process of the installation serves any request.
create table identity.session (
    primary_id            char(36) primary key,
    session_id            char(36) not null unique,
    creation_time         bigint not null,
    last_access_time      bigint not null,
    max_inactive_interval int not null,
    expiry_time           bigint not null,
    principal_name        varchar(100)
);
create index on identity.session (expiry_time);
create index on identity.session (principal_name);
comment on table identity.session is '登录会话，存于数据库，任一进程都可接续；时间为毫秒';

create table identity.session_attributes (
    session_primary_id char(36) not null references identity.session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea not null,
    primary key (session_primary_id, attribute_name)
);
