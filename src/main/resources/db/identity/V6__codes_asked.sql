-- What was asked for, sealed, until the program has looked it up: whoever asks is answered before, so that the time of the
-- answer tells nobody whether there is such a case or party.
alter table identity.party_code add column asked bytea;
create index on identity.party_code (id) where asked is not null;
