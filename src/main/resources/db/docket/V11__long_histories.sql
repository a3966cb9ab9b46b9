-- A case to which money comes ten thousand times has ten thousand runs of the same nodes. What happens next needs the newest of
-- them, and whether something was proved before; these tell both without the others being read. Other cases have no row here.
create index runs_of_long_case on docket.node (case_id, code, subject, run) where run >= 100;
create index proof_of_program on docket.evidence (reference, kind) where kind in ('VOUCHER', 'MESSAGE');
