-- That this installation was restored from a backup. Payments wait until somebody has seen what the bank did after the backup
-- was taken; the acts on record follow when the program runs.
create table operations.restoration (
    id           bigint generated always as identity primary key,
    taken_at     timestamptz not null,
    restored_at  timestamptz not null,
    tree_size    bigint not null,
    recorded_at  timestamptz,
    released_at  timestamptz,
    released_by  text,
    release_recorded_at timestamptz,
    check ((released_at is null) = (released_by is null))
);
comment on table operations.restoration is '从备份恢复的记录；付款在 released_at 之前暂停';
