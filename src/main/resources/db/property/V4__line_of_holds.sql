-- The day on which an institution put a hold into its line (登记日). The term of a hold begins with starts_on, which one that
-- waits has only from its promotion; remind_on is the earlier end where an office counts from the registration.
alter table property.measure add column registered_on date;
alter table property.measure add column remind_on date;
-- Why a thing is held as a whole although it is worth more than the debt (不可分物).
alter table property.measure add column indivisible text check (indivisible <> '');

-- One first hold an asset, and no two in one place. Holds from before this were registered without their day.
create unique index measure_place on property.measure (asset_id, rank)
 where state in ('EFFECTIVE', 'WAITING') and registered_on is not null;
