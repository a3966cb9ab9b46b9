-- When and how the notice reached the institution where it went on paper, and the day on which its silence was told.
alter table property.measure add column served_on date;
alter table property.measure add column served_how text;
alter table property.measure add column silent_on date;
create index measure_ordered on property.measure (ordered_at) where state = 'ORDERED';
