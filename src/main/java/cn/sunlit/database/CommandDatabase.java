package cn.sunlit.database;

import cn.sunlit.kernel.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The installation's database for a command that runs beside the program or without it: the court's own server where
 * {@code SUNLIT_DATABASE_URL} names one, the embedded one otherwise, joined when it runs and started for the command when
 * not. Nothing is migrated.
 */
public final class CommandDatabase implements AutoCloseable {

    private final PGSimpleDataSource source;
    private final @Nullable EmbeddedServer started;

    private CommandDatabase(PGSimpleDataSource source, @Nullable EmbeddedServer started) {
        this.source = source;
        this.started = started;
    }

    /**
     * @param settings the environment
     * @param data where the program keeps its data
     * @throws CannotStart in Chinese, when there is no database to reach
     */
    public static CommandDatabase open(Map<String, String> settings, Path data) {
        String url = settings.getOrDefault("SUNLIT_DATABASE_URL", "").strip();
        if (!url.isEmpty()) {
            String who = settings.getOrDefault("SUNLIT_DATABASE_OWNER", "").isBlank() ? "USER" : "OWNER";
            return new CommandDatabase(
                    reach(
                            url,
                            settings.get("SUNLIT_DATABASE_" + who),
                            settings.get(
                                    who.equals("OWNER")
                                            ? "SUNLIT_DATABASE_OWNER_PASSWORD"
                                            : "SUNLIT_DATABASE_PASSWORD")),
                    null);
        }
        Path home = data.resolve("postgres");
        if (Files.notExists(home.resolve("password"))) {
            throw new CannotStart("数据目录 %s 中没有数据库".formatted(data.toAbsolutePath()));
        }
        try {
            try {
                String port = Files.readString(home.resolve("port")).strip();
                String running = "jdbc:postgresql://127.0.0.1:%s/%s".formatted(port, EmbeddedServer.DATABASE);
                return new CommandDatabase(
                        reach(
                                running,
                                EmbeddedServer.ROLE,
                                Files.readString(home.resolve("password")).strip()),
                        null);
            } catch (CannotStart notRunning) {
                EmbeddedServer own = EmbeddedServer.start(home);
                return new CommandDatabase(
                        reach(own.url(EmbeddedServer.DATABASE), EmbeddedServer.ROLE, own.password()), own);
            }
        } catch (IOException unreadable) {
            throw new CannotStart("数据目录 %s 无法读取".formatted(home.toAbsolutePath()), unreadable);
        }
    }

    /**
     * An empty database to restore into, as its owner: a new one in {@code data}, or the one that the settings name.
     *
     * @throws CannotStart in Chinese, when there is one already or none can be made
     */
    public static CommandDatabase empty(Map<String, String> settings, Path data) {
        String url = settings.getOrDefault("SUNLIT_DATABASE_URL", "").strip();
        Path home = data.resolve("postgres");
        if (url.isEmpty() && Files.exists(home)) {
            throw new CannotStart("数据目录 %s 中已有数据库，恢复只能写入空的数据目录，原数据未改动".formatted(data.toAbsolutePath()));
        }
        if (!url.isEmpty()) {
            String owner = settings.getOrDefault("SUNLIT_DATABASE_OWNER", "").strip();
            return new CommandDatabase(
                    owner.isEmpty()
                            ? reach(url, settings.get("SUNLIT_DATABASE_USER"), settings.get("SUNLIT_DATABASE_PASSWORD"))
                            : reach(url, owner, settings.get("SUNLIT_DATABASE_OWNER_PASSWORD")),
                    null);
        }
        EmbeddedServer own = EmbeddedServer.start(home);
        try {
            return new CommandDatabase(
                    reach(own.url(EmbeddedServer.DATABASE), EmbeddedServer.ROLE, own.password()), own);
        } catch (IOException unreadable) {
            own.close();
            throw new CannotStart("数据目录 %s 无法读取".formatted(home.toAbsolutePath()), unreadable);
        }
    }

    /** Ends the server that was started for the command and removes what it wrote; a court's own server is left as it is. */
    public void discard() throws IOException {
        close();
        if (started != null) {
            EmbeddedServer.deleteTree(started.home());
        }
    }

    /** Whether no program was running on the embedded database, which was started for this command alone. */
    public boolean alone() {
        return started != null;
    }

    public DataSource source() {
        return source;
    }

    public JdbcClient jdbc() {
        return SunlitJdbc.client(source);
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }

    private static PGSimpleDataSource reach(String url, @Nullable String user, @Nullable String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        if (user != null) {
            source.setUser(user);
        }
        if (password != null) {
            source.setPassword(password);
        }
        try (var connection = source.getConnection()) {
            connection.getMetaData();
            return source;
        } catch (SQLException unreachable) {
            throw new CannotStart(
                    "连接不上数据库：%s"
                            .formatted(String.valueOf(unreachable.getMessage()).replaceAll("\\s+", " ")),
                    unreachable);
        }
    }
}
