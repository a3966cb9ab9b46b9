call keys.seals('inquiries.institution', 'code', 'text', 'secret_sealed', 'inquiries.secret');
call keys.seals('inquiries.request', 'id', 'bigint', 'body_sealed', 'inquiries.body');
call keys.seals('inquiries.answer', 'id', 'bigint', 'raw_sealed', 'inquiries.body');

-- An answer is judged once; only its seal may change, while the SHA-256 of what was sealed stays.
create or replace function inquiries.keep_answer() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'an answer is never deleted';
    end if;
    if (old.quality <> 'UNREAD' and to_jsonb(new) - 'raw_sealed' <> to_jsonb(old) - 'raw_sealed')
        or old.sha256 <> new.sha256 or old.received_at <> new.received_at or old.request_id <> new.request_id then
        raise exception 'an answer is judged once and never changed';
    end if;
    return new;
end $$;
