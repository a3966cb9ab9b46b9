-- The opening acts of a case that have been done, one row each: the row is what makes a second call change nothing.
create table initiation.step (
    case_id bigint not null,
    step text not null check (step in ('INTAKE', 'NOTICE', 'SERVICE', 'CLUES')),
    court text not null,
    done_on date not null,
    done_by text not null,
    primary key (case_id, step)
);

-- Until when the enforcement notice asks each case's respondents to perform (指定履行期间).
create table initiation.performance_period (
    case_id bigint primary key,
    court text not null,
    ends_on date not null,
    lapse_told boolean not null default false
);

create index performance_period_to_tell on initiation.performance_period (ends_on) where not lapse_told;

-- Which document is addressed to whom.
create table initiation.addressed (
    document_id bigint primary key,
    case_id bigint not null,
    party_id bigint not null
);

create index addressed_by_case on initiation.addressed (case_id);
