call audit.bind('funds.account', '{id}');
call audit.bind('funds.voucher', '{id}');
call audit.bind('funds.posting', '{voucher,line}');
-- The message as it came is covered by its own SHA-256, which is bound and which the audit computes anew.
call audit.bind('funds.bank_message', '{id}', '{raw}', 'raw', 'sha256');
call audit.bind('funds.bank_entry', '{id}');
call audit.bind('funds.receipt', '{id}');
call audit.bind('funds.claim', '{id}');
call audit.bind('funds.distribution', '{id}');
call audit.bind('funds.distribution_line', '{id}');
call audit.bind('funds.payment', '{id}', '{next_try,tries}');
call audit.bind('funds.statement', '{id}');
