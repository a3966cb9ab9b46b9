call keys.seals('funds.distribution_line', 'id', 'bigint', 'payee_account', 'funds.payee');

-- The bank's messages name accounts in full: they are sealed now, those of before at the next sealing anew. The record covers
-- them by the digest of what is stored.
alter table funds.bank_message add column raw_sha256 text check (raw_sha256 ~ '^[0-9a-f]{64}$');
call keys.seals('funds.bank_message', 'id', 'bigint', 'raw', 'funds.bank-message', 'raw_sha256');
alter table audit.binding disable trigger append_only;
update audit.binding set covering = 'raw_sha256' where name = 'funds.bank_message';
alter table audit.binding enable trigger append_only;
drop trigger bank_message_stays on funds.bank_message;
create trigger kept_but_for before update or delete on funds.bank_message
    for each row execute function keys.keep_but_for('raw', 'raw_sha256');
