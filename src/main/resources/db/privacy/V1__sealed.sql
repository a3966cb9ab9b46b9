call keys.seals('identity.second_factor', 'login', 'text', 'secret', 'second-factor');
call keys.seals('messages.message', 'id', 'bigint', 'phone_sealed', 'messages.phone');
