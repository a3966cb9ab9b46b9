package cn.sunlit.sandbox;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Empties tables, as the owner of the database: nothing but the sandbox's reset may, and the program's own role cannot. */
class ResetStore {

    private final JdbcClient jdbc;

    ResetStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String TABLES = """
            select quote_ident(table_schema) || '.' || quote_ident(table_name)
              from information_schema.tables
             where table_type = 'BASE TABLE'
               and table_schema in ('events', 'identity', 'audit', 'messages', 'documents', 'docket', 'parties', 'cases', 'notices', 'alerts', 'oversight',
                                    'inquiries', 'funds', 'property', 'livesealing', 'sanctions', 'initiation', 'kpi', 'desk', 'portal',
                                    'sandbox')
               and table_name <> 'flyway_history'
             order by 1
            """;

    List<String> tables() {
        return jdbc.sql(TABLES).query(String.class).list();
    }

    /** The texts of catalogues and registers, by their names: configuration that a start reads from files. */
    boolean isReference(String table) {
        return table.equals("docket.catalogue_version") || table.startsWith("inquiries.institution");
    }

    static final String FORGET_TREE = """
            delete from audit.tree
            """;

    static final String PLANT_TREE = """
            insert into audit.tree default values
            """;

    static final String BANK_WITHOUT_FAULTS = """
            insert into sandbox.bank_faults default values
            """;

    /** All at once, so that the order of foreign keys does not matter. The names come from the catalogue, quoted. */
    void empty(List<String> tables) {
        for (String table : tables) {
            jdbc.sql("alter table " + table + " disable trigger user").update();
        }
        jdbc.sql("truncate table " + String.join(", ", tables) + " restart identity cascade")
                .update();
        for (String table : tables) {
            jdbc.sql("alter table " + table + " enable trigger user").update();
        }
        jdbc.sql(FORGET_TREE).update();
        jdbc.sql(PLANT_TREE).update();
        jdbc.sql(BANK_WITHOUT_FAULTS).update();
    }
}
