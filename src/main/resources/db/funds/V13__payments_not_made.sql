-- Whether anything of a distribution to seventeen thousand payees is unpaid is asked each time some of it has been paid.
create index payment_not_made on funds.payment (distribution) where state <> 'PAID';
