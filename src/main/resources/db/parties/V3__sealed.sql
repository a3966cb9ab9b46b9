call keys.seals('parties.party', 'id', 'bigint', 'number_sealed', 'party-number');
call keys.seals('parties.contact', 'id', 'bigint', 'sealed', 'party-contact');
call keys.seals('parties.payee', 'id', 'bigint', 'account_sealed', 'party-account');

-- What was told stays; it may be sealed with another key, and a contact may be erased (个人信息保护法第四十七条): then nothing
-- but the fact that something was told is left.
drop trigger contact_append_only on parties.contact;
drop trigger payee_append_only on parties.payee;
drop function parties.refuse_change();
create function parties.keep_contact() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or to_jsonb(new) - tg_argv <> to_jsonb(old) - tg_argv
       or (length(new.sealed) > 0 and (new.hash, new.masked) is distinct from (old.hash, old.masked))
       or (length(new.sealed) = 0 and (length(new.hash) > 0 or new.masked <> '已删除'))
       or (length(old.sealed) = 0 and length(new.sealed) > 0) then
        raise exception '当事人的联系方式只能增加或者按规定删除内容，不能修改';
    end if;
    return new;
end $$;
create trigger kept_but_for before update or delete on parties.contact
    for each row execute function parties.keep_contact('sealed', 'hash', 'masked');
create trigger kept_but_for before update or delete on parties.payee
    for each row execute function keys.keep_but_for('account_sealed');
