-- From which day an alert waits for somebody. The sweep counts for each missed day as that day; an alert that a late entry
-- raises waits from the day on which it was raised, since nobody could have seen it before; those that stand today, from today.
alter table docket.alert add column from_on date;
alter table docket.alert disable trigger append_only;
update docket.alert set from_on = current_date;
alter table docket.alert enable trigger append_only;
alter table docket.alert add column climbs_from date not null
    generated always as (coalesce(from_on, (raised_at at time zone 'Asia/Shanghai')::date)) stored;
create index alert_climbs on docket.alert (climbs_from);
