call audit.bind('cases.file', '{id}');
call audit.bind('cases.participant', '{case_id,side,position}');
call audit.bind('cases.obligation', '{case_id,position}');
call audit.bind('cases.clue', '{case_id,position}');
call audit.bind('cases.preserved', '{case_id,position}');
call audit.bind('cases.history', '{case_id,position}');
