-- What a party, or who acts for it, tells the court on the portal; of the kinds that need special authority the power is kept.
create table cases.statement (
    id          bigint generated always as identity primary key,
    case_id     bigint not null references cases.file,
    side        text   not null check (side in ('APPLICANT', 'RESPONDENT')),
    party_id    bigint not null references parties.party,
    name        text   not null,
    seat        text   not null,
    kind        text   not null check (kind in ('WAIVE', 'SETTLE', 'COLLECT', 'OTHER')),
    text        text   not null check (char_length(text) between 1 and 1000),
    stated_at   timestamptz not null
);
create index statement_of_case on cases.statement (case_id, id);
call audit.bind('cases.statement', '{id}');
create trigger statement_append_only before update or delete on cases.statement
    for each row execute function cases.refuse_change();
