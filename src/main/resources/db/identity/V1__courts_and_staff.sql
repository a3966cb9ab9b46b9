create table identity.court (
    code   text primary key,
    name   text not null unique,
    level  text not null check (level in ('最高', '高级', '中级', '基层')),
    parent text references identity.court (code),
    check (parent <> code),
    check ((level = '最高') = (parent is null))
);
create index on identity.court (parent);
comment on table identity.court is '法院及其隶属关系，代码为案号中的法院代字';

create table identity.staff (
    login        text primary key check (login ~ '^[a-z][a-z0-9_.-]{1,31}$'),
    name         text not null check (name <> ''),
    court        text not null references identity.court (code),
    roles        text[] not null check (cardinality(roles) > 0 and roles <@ array [
        'FILING_CLERK', 'COMMAND_CENTER', 'OFFICER', 'CLERK', 'TEAM_LEADER', 'BUREAU_CHIEF', 'PRESIDENT', 'FINANCE',
        'SUPERVISOR', 'ADMIN']),
    phone        text not null,
    password     text not null check (password like '{%}%'),
    enabled      boolean not null default true,
    created_at   timestamptz not null
);
create index on identity.staff (court);
comment on table identity.staff is '工作人员；password 为不可逆散列';

create table identity.machine (
    client     text primary key check (client ~ '^[a-z][a-z0-9_.-]{1,63}$'),
    name       text not null check (name <> ''),
    court      text not null references identity.court (code),
    roles      text[] not null check (cardinality(roles) > 0),
    secret     text not null check (secret like '{%}%'),
    trusted    boolean not null,
    enabled    boolean not null default true,
    created_at timestamptz not null
);
comment on column identity.machine.trusted is '是否可以用 On-Behalf-Of 代工作人员办理';

-- A code sent to a party's phone. A row without a case stands for a request that matched nobody: both look alike.
create table identity.party_code (
    id         text primary key,
    case_id    bigint,
    court      text,
    role       text check (role in ('APPLICANT_PARTY', 'RESPONDENT_PARTY')),
    name       text,
    code       bytea not null,
    tries      int not null default 0 check (tries between 0 and 5),
    expires_at timestamptz not null,
    used_at    timestamptz,
    check ((case_id is null) = (court is null) and (case_id is null) = (role is null) and (case_id is null) = (name is null))
);
create index on identity.party_code (expires_at);

-- Attempts counted for slowing down; the key is a keyed hash of what is counted.
create table identity.attempt (
    id  bigint generated always as identity primary key,
    key bytea not null,
    at  timestamptz not null
);
create index on identity.attempt (key, at);
create index on identity.attempt (at);

insert into identity.court (code, name, level, parent) values ('最高法', '最高人民法院', '最高', null);
insert into identity.court (code, name, level, parent)
select code, name, '高级', '最高法' from (values
    ('京', '北京市高级人民法院'), ('津', '天津市高级人民法院'), ('冀', '河北省高级人民法院'), ('晋', '山西省高级人民法院'),
    ('内', '内蒙古自治区高级人民法院'), ('辽', '辽宁省高级人民法院'), ('吉', '吉林省高级人民法院'), ('黑', '黑龙江省高级人民法院'),
    ('沪', '上海市高级人民法院'), ('苏', '江苏省高级人民法院'), ('浙', '浙江省高级人民法院'), ('皖', '安徽省高级人民法院'),
    ('闽', '福建省高级人民法院'), ('赣', '江西省高级人民法院'), ('鲁', '山东省高级人民法院'), ('豫', '河南省高级人民法院'),
    ('鄂', '湖北省高级人民法院'), ('湘', '湖南省高级人民法院'), ('粤', '广东省高级人民法院'), ('桂', '广西壮族自治区高级人民法院'),
    ('琼', '海南省高级人民法院'), ('渝', '重庆市高级人民法院'), ('川', '四川省高级人民法院'), ('黔', '贵州省高级人民法院'),
    ('云', '云南省高级人民法院'), ('藏', '西藏自治区高级人民法院'), ('陕', '陕西省高级人民法院'), ('甘', '甘肃省高级人民法院'),
    ('青', '青海省高级人民法院'), ('宁', '宁夏回族自治区高级人民法院'), ('新', '新疆维吾尔自治区高级人民法院'),
    ('兵', '新疆维吾尔自治区高级人民法院生产建设兵团分院')) as h (code, name);
insert into identity.court (code, name, level, parent) values
    ('鄂11', '黄冈市中级人民法院', '中级', '鄂'),
    ('鄂1125', '浠水县人民法院', '基层', '鄂11');
