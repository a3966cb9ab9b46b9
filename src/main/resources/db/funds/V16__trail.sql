-- The auditor's way from a total to the message and back: each step by a key.
create index voucher_of_day_in_order on funds.voucher (court, booked_on, id);
drop index funds.voucher_of_day;
create index voucher_of_bank on funds.voucher (bank_reference) where bank_reference is not null;
create index bank_entry_of_message on funds.bank_entry (message, id);
create index statement_of_message on funds.statement (message);
create index statement_entry_of_reference on funds.statement_entry (reference);
