-- A share that the bank gave back, and where two people then let it go.
alter table distribution.payout add column returned_on date;
alter table distribution.payout add column returned_because text;
alter table distribution.payout add check ((returned_on is null) = (returned_because is null));

alter table distribution.payee drop constraint payee_plan_claim_key;
alter table distribution.payee add column again boolean not null default false; -- after a payment came back
alter table distribution.payee add column proposed_by text;
alter table distribution.payee add column proposed_name text;
alter table distribution.payee add column decided_by text;
alter table distribution.payee add column decided_name text;
alter table distribution.payee add column refused_because text;
alter table distribution.payee add check (again = (proposed_by is not null));
alter table distribution.payee add check (decided_by <> proposed_by);
create unique index payee_first on distribution.payee (plan, claim) where not again;
create unique index payee_proposed on distribution.payee (plan, claim) where again and decided_by is null;
create index payee_of_claim on distribution.payee (plan, id);

-- A plan that was done comes back to life by a return, whatever other plan the case has under way by then.
alter table distribution.plan add column reopened boolean not null default false;
drop index distribution.plan_one_open;
create unique index plan_one_open on distribution.plan (case_id)
    where state in ('DRAFT', 'PROPOSED', 'DECIDED', 'EFFECTIVE') and not reopened;
