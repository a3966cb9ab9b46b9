-- The account of property that was preserved before the case, sealed; cases.preserved.account holds those of earlier versions.
create table cases.preserved_account (
    id       bigint generated always as identity primary key,
    case_id  bigint not null,
    position int    not null,
    sealed   bytea  not null,
    unique (case_id, position),
    foreign key (case_id, position) references cases.preserved
);
call audit.bind('cases.preserved_account', '{id}');
call keys.seals('cases.preserved_account', 'id', 'bigint', 'sealed', 'cases.preserved-account');
