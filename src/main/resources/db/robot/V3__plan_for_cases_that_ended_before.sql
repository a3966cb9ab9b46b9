-- Cases whose procedure had ended before the robot had a plan: the half-yearly inquiry whose day comes next.
insert into robot.run (case_id, court, reason, period, because, due_on, state)
select f.id, f.court, 'AFTER_TERMINATION', n.nth::text,
       format('终本后第%s次定期查询（应查日%s）', n.nth, (f.closed_on + make_interval(months => 6 * n.nth))::date),
       (f.closed_on + make_interval(months => 6 * n.nth))::date - 20, 'PLANNED'
  from cases.file f
 cross join lateral (select min(g) as nth from generate_series(1, 10) g
                      where (f.closed_on + make_interval(months => 6 * g))::date >= current_date) n
 where f.stage = 'TERMINATED_THIS_PROCEDURE' and f.closed_on is not null and n.nth is not null
on conflict (case_id, reason, period) do nothing;
