call audit.bind('documents.document', '{id}');
call audit.bind('documents.service', '{id}');
