-- When an institution takes requests, how many a minute, how it is reached; and from when its line is free again.
alter table inquiries.institution add column opens time;
alter table inquiries.institution add column closes time;
alter table inquiries.institution add column working_days_only boolean not null default false;
alter table inquiries.institution add column per_minute int check (per_minute between 1 and 60000);
alter table inquiries.institution add column free_at timestamptz;
alter table inquiries.institution add column probe_at timestamptz;
alter table inquiries.institution drop constraint institution_channel_check;
alter table inquiries.institution add check (channel in ('NATIONAL', 'REGIONAL', 'LETTER'));
-- Which ones a court added by its own file.
alter table inquiries.institution add column own boolean not null default false;

-- 0 orders (a place in the queue is lost by waiting), 1 inquiries of cases on the green lane, 2 the others.
alter table inquiries.request add column urgency smallint not null default 2 check (urgency between 0 and 2);
alter table inquiries.request alter column urgency drop default;
update inquiries.request set urgency = 0 where purpose = 'ORDER' and state in ('QUEUED', 'ACCEPTED');
alter table inquiries.request drop constraint request_state_check;
alter table inquiries.request add check (state in ('QUEUED', 'ACCEPTED', 'READING', 'ANSWERED', 'MANUAL', 'CANCELLED'));
drop index inquiries.request_due;
create index request_due on inquiries.request (institution, urgency, next_at, id) where state in ('QUEUED', 'ACCEPTED');
create index request_under_way on inquiries.request (institution) where claimed_until is not null;
