create table powers.loan (
    id             bigint generated always as identity primary key,
    court          text not null,
    lender         text not null,
    lender_name    text not null,
    deputy         text not null check (deputy <> lender),
    deputy_name    text not null,
    cases          bigint[] not null,
    case_numbers   text[] not null check (cardinality(case_numbers) = cardinality(cases)),
    begins_on      date not null,
    ends_on        date not null check (ends_on between begins_on and begins_on + 184),
    reason         text not null check (reason <> ''),
    state          text not null check (state in ('PROPOSED', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    proposed_by    text not null,
    proposed_name  text not null,
    proposed_at    timestamptz not null,
    decided_by     text,
    decided_name   text,
    decided_at     timestamptz,
    withdrawn_by   text,
    withdrawn_name text,
    withdrawn_at   timestamptz,
    check (decided_by is null or decided_by not in (proposed_by, lender, deputy)),
    check (state not in ('APPROVED', 'REFUSED') or decided_by is not null),
    check ((state = 'WITHDRAWN') = (withdrawn_at is not null))
);
create index on powers.loan (court, ends_on);
create index on powers.loan (deputy, ends_on);
comment on table powers.loan is '委托代行职权：期限、案件范围（cases 为空即全部案件）、第二人审批；到期自行失效';

create table powers.look (
    id            bigint generated always as identity primary key,
    case_id       bigint not null,
    number        text not null,
    court         text not null,
    login         text not null,
    name          text not null,
    reason        text not null check (reason <> ''),
    begins_at     timestamptz not null,
    ends_at       timestamptz not null check (ends_at > begins_at),
    reasonable    boolean,
    remark        text,
    reviewed_by   text check (reviewed_by <> login),
    reviewed_name text,
    reviewed_at   timestamptz,
    check ((reasonable is null) = (reviewed_by is null))
);
create index on powers.look (login, case_id, ends_at);
create index on powers.look (court, begins_at);
comment on table powers.look is '紧急查阅：一个案件、两小时、只读，事后由另一人审查';

call audit.bind('powers.loan', '{id}');
call audit.bind('powers.look', '{id}');
