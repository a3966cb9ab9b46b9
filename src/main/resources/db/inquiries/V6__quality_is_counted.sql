-- Answers are counted by court and month, the bad ones among them.
create index request_of_month on inquiries.request (court, created_at) where purpose = 'QUERY';
create index answer_faulty on inquiries.answer (received_at) where quality in ('GARBAGE', 'WRONG_PERSON', 'DUPLICATE');
