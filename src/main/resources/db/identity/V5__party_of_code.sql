-- Which party of the case asked for the code: two sides may bear one name.
alter table identity.party_code add column party bigint;
