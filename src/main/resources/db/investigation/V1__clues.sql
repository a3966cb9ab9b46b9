-- Clues to property (财产线索), from whoever applies for enforcement; accounts and words are sealed.
create table investigation.clue (
    id              bigint generated always as identity primary key,
    case_id         bigint not null,
    court           text not null,
    party_id        bigint not null,
    given_by        text not null,
    source          text not null check (source in ('PORTAL', 'COUNTER')),
    about_party_id  bigint not null,
    about           text not null,
    kind            text not null,
    place           text not null,
    key_sealed      bytea not null,
    key_masked      text not null,
    words_sealed    bytea not null,
    urgent          boolean not null,
    urgent_because  text,
    received_on     date not null,
    due_on          date not null,
    state           text not null check (state in ('RECEIVED', 'CONFIRMED', 'UNFOUNDED', 'UNVERIFIABLE')),
    findings        text,
    evidence        text,
    asset_id        bigint,
    document_id     bigint,
    concluded_by    text,
    concluded_on    date,
    reminded        boolean not null default false,
    check (urgent = (urgent_because is not null)),
    check ((state = 'RECEIVED') = (concluded_on is null)),
    check ((state = 'RECEIVED') = (document_id is null)),
    check ((state = 'CONFIRMED') >= (asset_id is not null))
);
create index clue_case on investigation.clue (case_id);
create index clue_due on investigation.clue (due_on) where state = 'RECEIVED';

create function investigation.keep() returns trigger language plpgsql as $$
begin
    raise exception 'what was told of property is never deleted';
end $$;
create trigger keep_clue before delete on investigation.clue for each row execute function investigation.keep();
call keys.seals('investigation.clue', 'id', 'bigint', 'key_sealed', 'clue');
call keys.seals('investigation.clue', 'id', 'bigint', 'words_sealed', 'clue');
call audit.bind('investigation.clue', '{id}', '{reminded}');
