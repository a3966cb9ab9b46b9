-- A court's own catalogues. A text is a version like the shipped ones; what makes it count is an adoption with its first day.
create table docket.catalogue_draft (
    id           bigint generated always as identity primary key,
    court        text not null,
    follows      bigint references docket.catalogue_draft, -- the text that this one changed
    base         text not null check (base <> ''),
    inner_yaml   text not null,
    public_yaml  text not null,
    saved_login  text not null,
    saved_by     text not null,
    saved_at     timestamptz not null
);
create index draft_of_court on docket.catalogue_draft (court, id);
create unique index one_text_follows on docket.catalogue_draft (follows);

create table docket.catalogue_step (
    id             bigint generated always as identity primary key,
    draft_id       bigint not null references docket.catalogue_draft,
    step           text not null check (step in ('PROPOSED', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    effective_from date,
    reason         text,
    login          text not null,
    name           text not null,
    taken_at       timestamptz not null,
    check ((step in ('PROPOSED', 'APPROVED')) = (effective_from is not null)),
    check (step not in ('PROPOSED', 'REFUSED') or reason is not null)
);
create unique index proposed_once on docket.catalogue_step (draft_id) where step = 'PROPOSED';
create unique index decided_once on docket.catalogue_step (draft_id) where step <> 'PROPOSED';

create table docket.catalogue_adoption (
    id             bigint generated always as identity primary key,
    court          text not null,
    version_id     bigint not null references docket.catalogue_version,
    effective_from date not null,
    draft_id       bigint not null unique references docket.catalogue_draft,
    approved_by    text not null,
    approved_at    timestamptz not null
);
create index adopted_by_court on docket.catalogue_adoption (court, effective_from desc, id desc);

-- Two people, also by the database: neither who proposed nor who wrote the text.
create function docket.catalogue_by_two() returns trigger language plpgsql as $$
begin
    if new.step = 'APPROVED' and new.login in (
        select saved_login from docket.catalogue_draft where id = new.draft_id
        union select login from docket.catalogue_step where draft_id = new.draft_id and step = 'PROPOSED') then
        raise exception '提出人与审批人不能是同一人' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger two_people before insert on docket.catalogue_step for each row execute function docket.catalogue_by_two();

create trigger append_only before update or delete on docket.catalogue_draft for each row execute function docket.refuse();
create trigger append_only before update or delete on docket.catalogue_step for each row execute function docket.refuse();
create trigger append_only before update or delete on docket.catalogue_adoption for each row execute function docket.refuse();
create trigger no_truncate before truncate on docket.catalogue_draft for each statement execute function docket.refuse();
create trigger no_truncate before truncate on docket.catalogue_step for each statement execute function docket.refuse();
create trigger no_truncate before truncate on docket.catalogue_adoption for each statement execute function docket.refuse();
call audit.bind('docket.catalogue_draft', '{id}');
call audit.bind('docket.catalogue_step', '{id}');
call audit.bind('docket.catalogue_adoption', '{id}');

-- What kind of case it is where the catalogue has another period for it; empty for ordinary ones.
alter table docket.docket add column kind text check (kind <> '');
