-- Each alert raised took a lock on its node's row, and so wrote to every page of nodes that it concerned: the sweep paid for it with
-- more than the alerts themselves. Nodes are never deleted (no_delete) and alerts are only raised from them.
alter table docket.alert drop constraint alert_node_id_fkey;
