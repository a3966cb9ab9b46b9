package cn.sunlit.database;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(PostgresTest.class)
class MigrationsTest {

    @Test
    void every_folder_of_migrations_belongs_to_a_listed_module(JdbcClient jdbc) throws Exception {
        var folders = java.nio.file.Path.of("src/main/resources/db").toFile().list();
        assertThat(Migrations.MODULES).contains(folders);
        var schemas = jdbc.sql("select schema_name from information_schema.schemata")
                .query(String.class)
                .list();
        assertThat(schemas).contains(folders);
    }

    @Test
    void the_database_speaks_utf8_and_sorts_the_same_everywhere(JdbcClient jdbc) {
        assertThat(jdbc.sql("show server_encoding").query(String.class).single())
                .isEqualTo("UTF8");
        assertThat(jdbc.sql("select datcollate from pg_database where datname = current_database()")
                        .query(String.class)
                        .single())
                .isEqualTo("C.UTF-8");
    }
}
