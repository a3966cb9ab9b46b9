-- What debtors report of themselves (财产报告); words are sealed. What was reported stays as it was.
create table investigation.report (
    id            bigint generated always as identity primary key,
    case_id       bigint not null,
    court         text not null,
    party_id      bigint not null,
    supplement    boolean not null,
    reported_on   date not null,
    reported_by   text not null,
    late          boolean not null,
    changed_on    date,
    verdict       text check (verdict in ('TRUE', 'FALSE')),
    verdict_facts text,
    verdict_by    text,
    verdict_on    date,
    check (supplement = (changed_on is not null)),
    check ((verdict is null) = (verdict_on is null))
);
create index report_case on investigation.report (case_id, party_id);
create table investigation.report_line (
    id           bigint generated always as identity primary key,
    report_id    bigint not null references investigation.report (id),
    item         text not null,
    words_sealed bytea not null,
    unique (report_id, item)
);

-- More time to report, on application (财产调查规定第五条第三款).
create table investigation.extension (
    id         bigint generated always as identity primary key,
    case_id    bigint not null,
    party_id   bigint not null,
    asked_on   date not null,
    because    text not null,
    wanted     date not null,
    state      text not null check (state in ('ASKED', 'GRANTED', 'REFUSED')),
    until_on   date,
    decided_by text,
    decided_on date,
    check ((state = 'GRANTED') = (until_on is not null)),
    check ((state = 'ASKED') = (decided_on is null))
);
create unique index extension_open on investigation.extension (case_id, party_id) where state = 'ASKED';

create trigger keep_report before delete on investigation.report for each row execute function investigation.keep();
create trigger keep_line before delete on investigation.report_line for each row execute function investigation.keep();
create trigger keep_extension before delete on investigation.extension for each row execute function investigation.keep();
call keys.seals('investigation.report_line', 'id', 'bigint', 'words_sealed', 'clue');
call audit.bind('investigation.report', '{id}');
call audit.bind('investigation.report_line', '{id}');
call audit.bind('investigation.extension', '{id}');
