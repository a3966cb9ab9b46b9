call audit.bind('inquiries.batch', '{id}');
call audit.bind('inquiries.answer', '{id}');
