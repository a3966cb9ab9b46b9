-- Taken by the gateway is not yet delivered to the phone: the carrier's report comes later, or never.
alter table messages.message add column report text check (report in ('DELIVERED', 'UNDELIVERED', 'UNKNOWN'));
alter table messages.message add column reported_at timestamptz;
alter table messages.message add column ask_at timestamptz; -- when to ask for the report; null where there is nothing to ask
alter table messages.message add constraint report_of_sent check (report is null or state = 'SENT');
create index report_to_ask on messages.message (ask_at, id) where ask_at is not null;
