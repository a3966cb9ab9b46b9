-- On which party a document was served: two parties of a case may bear one name. Empty in services of before.
alter table documents.service add column party bigint;
alter table documents.service drop constraint service_document_id_recipient_how_served_on_key;
create unique index service_once on documents.service (document_id, recipient, how, served_on, party) nulls not distinct;
