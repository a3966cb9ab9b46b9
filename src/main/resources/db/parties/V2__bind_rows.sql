call audit.bind('parties.party', '{id}');
call audit.bind('parties.contact', '{id}');
call audit.bind('parties.payee', '{id}');
