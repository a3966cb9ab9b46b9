-- The newest notice of a year holds; the older ones stay, because deadlines were computed by them.
create table settings.holiday_notice (
    id          bigint generated always as identity primary key,
    year        int not null check (year between 2007 and 2100),
    source      text not null check (source <> ''),
    file        jsonb not null,
    imported_by text not null,
    imported_at timestamptz not null
);
create index notice_of_year on settings.holiday_notice (year, id);

-- What a court sets for a default of the product, from a day on; the newest of a day holds.
create table settings.practice (
    id        bigint generated always as identity primary key,
    court     text not null,
    what      text not null,
    holds_on  date not null,
    value     int not null,
    basis     text not null check (basis <> ''),
    set_by    text not null,
    set_at    timestamptz not null
);
create index practice_of_court on settings.practice (court, what, holds_on, id);

create function settings.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'settings are only added to';
end $$;
create trigger only_added before update or delete on settings.holiday_notice
    for each row execute function settings.refuse_change();
create trigger only_added before update or delete on settings.practice
    for each row execute function settings.refuse_change();
