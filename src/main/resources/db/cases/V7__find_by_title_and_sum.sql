-- Whoever pays without a case number writes the judgment's, or pays the very sum applied for.
create index file_title on cases.file (title_number) where title_number is not null;
create index file_claimed on cases.file (court, claimed_fen) where stage in ('OPEN', 'SUSPENDED');
