package cn.sunlit.reconciliation;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What the bank has told, as {@code funds} keeps it. */
final class BankRows {

    private BankRows() {}

    /** @param content told once: each message has its own */
    static long message(JdbcClient db, String content) {
        return db.sql("""
                insert into funds.bank_message (message_id, type, sha256, raw, raw_sha256, taken_at, by_login)
                values ('M', 'camt.053.001.08', encode(sha256(convert_to(:content, 'UTF8')), 'hex'), '\\x01'::bytea,
                        encode(sha256('\\x01'::bytea), 'hex'), now(), 'bank') returning id
                """).param("content", content).query(Long.class).single();
    }
}
