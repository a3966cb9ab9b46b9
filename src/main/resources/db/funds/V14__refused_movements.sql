-- What the bank told and the ledger did not take is asked for at each look at a day, of all days: few rows of very many.
create index bank_entry_refused on funds.bank_entry (court, id) where outcome = 'REFUSED';
