-- Asked before money leaves: whether anybody else told the court this account.
create index payee_by_account on parties.payee (account_hash);
