call audit.bind('docket.docket', '{case_id}');
call audit.bind('docket.node', '{id}');
call audit.bind('docket.evidence', '{id}');
