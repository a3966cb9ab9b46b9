call audit.bind('initiation.step', '{case_id,step}');
call audit.bind('initiation.performance_period', '{case_id}', '{lapse_told}');
call audit.bind('initiation.addressed', '{document_id}');
