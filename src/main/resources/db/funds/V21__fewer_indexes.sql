-- A receipt reverses nothing and most lie in no suspense: what is empty need not stand in an index.
create unique index voucher_reverses_once on funds.voucher (reverses) where reverses is not null;
alter table funds.voucher drop constraint voucher_reverses_key;
create unique index receipt_suspense_once on funds.receipt (suspense) where suspense is not null;
alter table funds.receipt drop constraint receipt_suspense_key;

-- The same index stood twice.
drop index funds.payment_unpaid;
