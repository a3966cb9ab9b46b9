call audit.bind('sanctions.sanction', '{id}');
