package cn.sunlit.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One PostgreSQL for all tests of a run. Its template is migrated once; {@link #fresh()} clones it in some
 * milliseconds. It may forget what it was told when the machine stops, which no test lives to see.
 */
public final class TestServer {

    private static final String TEMPLATE = "template_sunlit";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final EmbeddedServer SERVER = start();

    private TestServer() {}

    /**
     * A database of one's own on the server of this run.
     *
     * @param user owns the tables; the program works as {@code program}
     */
    public record Fresh(String url, String user, String password, String program, String programPassword) {

        public DataSource dataSource() {
            var source = new PGSimpleDataSource();
            source.setUrl(url);
            source.setUser(user);
            source.setPassword(password);
            return source;
        }

        /** With the rights that the program has. */
        public DataSource asProgram() {
            var source = new PGSimpleDataSource();
            source.setUrl(url);
            source.setUser(program);
            source.setPassword(programPassword);
            return source;
        }
    }

    /** A new database with every module's schema and no row. */
    public static synchronized Fresh fresh() {
        var name = "test_" + NUMBER.incrementAndGet();
        administer("create database " + name + " template " + TEMPLATE);
        return at(name);
    }

    /** A new database with nothing in it. */
    public static synchronized Fresh empty() {
        var name = "test_" + NUMBER.incrementAndGet();
        administer("create database " + name + " template template0");
        return at(name);
    }

    /** The client as the program has it: it takes and gives the kernel's values. */
    public static JdbcClient jdbc(DataSource source) {
        return SunlitJdbc.client(source);
    }

    private static EmbeddedServer start() {
        try {
            var home = Files.createTempDirectory("sunlit-test-");
            var server = EmbeddedServer.start(
                    home,
                    Path.of("target"),
                    "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nmax_connections = 300\n"
                            + "shared_buffers = 128MB\nmax_wal_size = 1GB\n");
            // After the programs of the run have closed: a pool without its server would wait for it. Handlers are
            // called
            // only where an application has run, and runs of store tests alone start none; hence an empty one.
            new SpringApplicationBuilder(TestServer.class)
                    .web(WebApplicationType.NONE)
                    .bannerMode(Banner.Mode.OFF)
                    .logStartupInfo(false)
                    .run();
            SpringApplication.getShutdownHandlers().add(() -> {
                server.close();
                forget(home);
            });
            return prepared(server);
        } catch (IOException | SQLException trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    private static EmbeddedServer prepared(EmbeddedServer server) throws IOException, SQLException {
        try (var connection =
                        DriverManager.getConnection(server.url("postgres"), EmbeddedServer.ROLE, server.password());
                var statement = connection.createStatement()) {
            statement.execute("create database " + TEMPLATE);
        }
        var template = new PGSimpleDataSource();
        template.setUrl(server.url(TEMPLATE));
        template.setUser(EmbeddedServer.ROLE);
        template.setPassword(server.password());
        Migrations.migrate(template);
        Rights.give(template, EmbeddedServer.PROGRAM_ROLE, true);
        return server;
    }

    private static void administer(String sql) {
        try (var connection = at("postgres").dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException trouble) {
            throw new IllegalStateException(sql, trouble);
        }
    }

    private static Fresh at(String name) {
        try {
            return new Fresh(
                    SERVER.url(name),
                    EmbeddedServer.ROLE,
                    SERVER.password(),
                    EmbeddedServer.PROGRAM_ROLE,
                    SERVER.programPassword());
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private static void forget(Path home) {
        try (var all = Files.walk(home)) {
            for (var path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException left) {
            System.err.println("left behind: " + home + " " + left);
        }
    }
}
