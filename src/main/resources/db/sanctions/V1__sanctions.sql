create table sanctions.sanction (
    id             bigint generated always as identity primary key,
    case_id        bigint not null,
    court          text not null,
    party_id       bigint not null,
    party_name     text not null,
    kind           text not null check (kind in ('CONSUMPTION_RESTRICTION', 'DISHONESTY_LISTING')),
    ground         text not null,
    facts          text not null,
    state          text not null check (state in ('PROPOSED', 'REFUSED', 'EFFECTIVE', 'WITHDRAWN')),
    ends_on        date,
    proposed_by    text not null,
    proposed_name  text not null,
    proposed_on    date not null,
    approved_by    text,
    approved_name  text,
    decided_on     date,
    document_id    bigint,
    withdrawn_on   date,
    withdrawn_by   text,
    withdrawn_because text,
    withdrawal_document_id bigint,
    check (approved_by is null or approved_by <> proposed_by),
    check ((state = 'PROPOSED') = (approved_by is null)),
    check ((state in ('EFFECTIVE', 'WITHDRAWN')) = (document_id is not null)),
    check ((state = 'WITHDRAWN') = (withdrawn_on is not null and withdrawal_document_id is not null))
);
create unique index sanction_once on sanctions.sanction (case_id, party_id, kind) where state in ('PROPOSED', 'EFFECTIVE');

create function sanctions.keep_sanction() returns trigger language plpgsql as $$
begin
    raise exception 'a sanction is never deleted';
end $$;
create trigger keep_sanction before delete on sanctions.sanction for each row execute function sanctions.keep_sanction();
