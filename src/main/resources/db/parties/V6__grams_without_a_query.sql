-- The same characters and pairs as before, put together without a query: the index over names asks for them twice a party, and a query was
-- planned anew each time. That one stands in the array more than once makes no difference to an index or to what contains what.
create or replace function parties.grams(name text) returns text[]
    language plpgsql immutable strict parallel safe
    as $$
declare
    grams text[] := '{}';
    last  int := char_length(name);
begin
    for i in 1 .. last loop
        grams := grams || substr(name, i, 1);
        if i < last then
            grams := grams || substr(name, i, 2);
        end if;
    end loop;
    return grams;
end $$;
