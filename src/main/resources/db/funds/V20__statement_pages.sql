-- A statement of a busy day comes in pages, each a message of its own, in any order. Its balances can be used once all are here.
create table funds.statement_page (
    id bigint generated always as identity primary key,
    court text not null,
    account text not null,
    statement_id text not null,
    number int not null check (number > 0),
    is_first boolean not null,
    is_last boolean not null,
    day date not null, -- of a page without a closing balance its latest booking day
    opening_fen bigint,
    closing_fen bigint,
    net_fen bigint not null, -- what its booked entries add up to
    sequence bigint,
    entries text[] not null, -- the references of its booked entries
    message bigint not null references funds.bank_message,
    unique (account, statement_id, number)
);
create index statement_page_of_day on funds.statement_page (court, day);
create index statement_page_of_message on funds.statement_page (message);
create trigger statement_page_stays before update or delete on funds.statement_page for each row execute function funds.refuse_change();
create trigger statement_page_stays_whole before truncate on funds.statement_page execute function funds.refuse_change();
call audit.bind('funds.statement_page', '{id}');
