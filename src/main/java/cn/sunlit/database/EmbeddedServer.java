package cn.sunlit.database;

import cn.sunlit.kernel.CannotStart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL 18 that the program brings along for a court that names no server of its own. It is durable (fsync on,
 * checksums on), asks for a password by SCRAM, listens on loopback only, and ends with the program.
 *
 * <pre>
 * postgres/
 *   lock            held by the running program; the second one is refused
 *   password        of the role sunlit, which owns all tables; random, readable by the owner alone
 *   password.program of the role sunlit_program, as which the program works, see Rights; made likewise
 *   port            of the last start, taken again when it is free
 *   server-18.6.0…/ the unpacked binaries
 *   cluster/        the data
 *   local.conf      what an operator wants set otherwise; never overwritten
 *   log/            one file for each day of the week, and start.log
 * </pre>
 *
 * A program that was killed leaves its server behind. The lock is free then, so the next start stops that server in an
 * orderly way, which needs no recovery, and starts its own.
 */
final class EmbeddedServer implements AutoCloseable {

    /** Owns the tables: migrations and commands use it, the program itself does not. */
    static final String ROLE = "sunlit";

    static final String PROGRAM_ROLE = "sunlit_program";
    static final String DATABASE = "sunlit";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final String VERSION = "18.6.0";
    private static final String MAJOR = "18";
    private static final Duration START_LIMIT = Duration.ofMinutes(10); // recovery after a crash may take its time
    private static final Duration STOP_LIMIT = Duration.ofMinutes(2);

    /** Settings for two cores and 24 GiB that are shared with the program; local.conf may say otherwise. */
    private static final String SETTINGS = """
            # Written at each start. Own settings belong into ../local.conf.
            max_connections = 100
            # The program's heap and the file cache need the rest; more than this brings little below 100 GB of data.
            shared_buffers = 512MB
            effective_cache_size = 8GB
            work_mem = 16MB
            maintenance_work_mem = 256MB
            # Solid-state storage: a random page costs about what the next one costs.
            random_page_cost = 1.1
            # Rare checkpoints: each first write of a page after one costs a whole page of WAL.
            max_wal_size = 4GB
            min_wal_size = 256MB
            checkpoint_timeout = 15min
            wal_compression = on
            # One statement of the program never needs longer; a hanging one must not hold locks for ever.
            idle_in_transaction_session_timeout = 5min
            timezone = 'Asia/Shanghai'
            log_timezone = 'Asia/Shanghai'
            logging_collector = on
            log_directory = '../log'
            log_filename = 'postgres-%a.log'
            log_truncate_on_rotation = on
            log_rotation_age = 1d
            log_rotation_size = 0
            log_file_mode = 0600
            include_if_exists = '../local.conf'
            # Not for choice: what is committed survives the loss of power, and nobody but this machine gets in.
            fsync = on
            synchronous_commit = on
            full_page_writes = on
            password_encryption = scram-sha-256
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            """;

    private static final String WHO_MAY_ENTER = """
            host all all 127.0.0.1/32 scram-sha-256
            """;

    /** Homes held by this process: to open and close a locked file again would give its lock away (POSIX). */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path home;
    private final Path cluster;
    private final Path binaries;
    private final String extraSettings;
    private final FileChannel lockFile;
    private final String password;
    private final String programPassword;
    private int port;
    private volatile boolean stopping;

    /** Starts the server whose files lie in {@code home}, made new when there are none. */
    static EmbeddedServer start(Path home) {
        return start(home, home, "");
    }

    /**
     * @param binariesIn where the binaries are unpacked
     * @param extraSettings lines for postgresql.conf that win over all others; the tests trade durability for time here
     * @throws CannotStart with the reason; nothing was changed for a server that runs already
     */
    static EmbeddedServer start(Path home, Path binariesIn, String extraSettings) {
        try {
            return new EmbeddedServer(home.toAbsolutePath().normalize(), binariesIn, extraSettings);
        } catch (IOException trouble) {
            throw new CannotStart(
                    "数据目录 %s 无法使用（%s），请检查磁盘空间和目录权限。".formatted(home.toAbsolutePath(), why(trouble)), trouble);
        }
    }

    private EmbeddedServer(Path home, Path binariesIn, String extraSettings) throws IOException {
        this.home = home;
        this.cluster = home.resolve("cluster");
        this.extraSettings = extraSettings;
        Files.createDirectories(home);
        if (!HELD.add(home)) {
            throw inUse();
        }
        try {
            lockFile = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lockFile.tryLock() == null) {
                lockFile.close();
                throw inUse();
            }
        } catch (IOException | RuntimeException trouble) {
            HELD.remove(home);
            throw trouble;
        }
        try {
            binaries = unpack(binariesIn);
            password = password();
            refuseRootWithoutNamespace();
            if (Files.notExists(cluster.resolve("PG_VERSION"))) {
                create();
            }
            refuseOtherVersion();
            endSurvivors();
            launch();
            createDatabase();
            programPassword = enrolProgram();
            watch();
        } catch (IOException | RuntimeException trouble) {
            close();
            throw trouble;
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    String password() throws IOException {
        var file = home.resolve("password");
        if (Files.notExists(file)) {
            writePrivately(file, randomPassword());
        }
        return Files.readString(file).strip();
    }

    String programPassword() {
        return programPassword;
    }

    private static String randomPassword() {
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    int port() {
        return port;
    }

    Path home() {
        return home;
    }

    Path cluster() {
        return cluster;
    }

    /** Ends the server after running transactions were rolled back and all was written; the data stay. */
    @Override
    public void close() {
        stopping = true;
        stop();
        try {
            lockFile.close();
        } catch (IOException alreadyClosed) {
            LOG.debug("lock was released before", alreadyClosed);
        } finally {
            HELD.remove(home);
        }
    }

    private CannotStart inUse() {
        return new CannotStart("数据目录 %s 正由另一个阳光执行程序使用，本次启动已停止，原程序和数据未受影响。".formatted(home));
    }

    private void create() throws IOException {
        if (Files.exists(cluster)) {
            try (var inside = Files.list(cluster)) {
                if (inside.findAny().isPresent()) {
                    throw new CannotStart("数据库目录 %s 不完整（缺少 PG_VERSION），请从备份恢复，或移走该目录后重新启动。".formatted(cluster));
                }
            }
        }
        // Made aside and moved when complete: a kill in the middle must not leave half a cluster.
        var unfinished = home.resolve("cluster.unfinished");
        deleteTree(unfinished);
        run(
                List.of(
                        program("initdb"),
                        "--pgdata=" + unfinished,
                        "--username=" + ROLE,
                        "--pwfile=" + home.resolve("password"),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C.UTF-8",
                        "--data-checksums",
                        "--no-instructions"),
                "initdb.log",
                START_LIMIT,
                "数据库初始化失败");
        Files.deleteIfExists(cluster);
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Some containers forbid root a user namespace of its own; there the server cannot be anybody but root. */
    private void refuseRootWithoutNamespace() throws IOException {
        if (runsAsRoot() && execute(List.of("true"), "root.log", Duration.ofSeconds(10)) != 0) {
            throw new CannotStart("自带的数据库不能以 root 身份运行，而这台机器不允许 root 另开用户空间（unshare -U）："
                    + "请改用普通用户启动程序，或用 SUNLIT_DATABASE_URL 指定 PostgreSQL 18 服务器。");
        }
    }

    private void refuseOtherVersion() throws IOException {
        var found = Files.readString(cluster.resolve("PG_VERSION")).strip();
        if (!found.equals(MAJOR)) {
            throw new CannotStart("数据库目录 %s 属于 PostgreSQL %s，本程序自带 PostgreSQL %s，请先导出旧数据再导入，原数据未改动。"
                    .formatted(cluster, found, MAJOR));
        }
    }

    /**
     * Our lock is held, so a server that still works on this directory belongs to a program that was killed. Only
     * processes that stand in our own directory are touched: the number in postmaster.pid may by now be another's.
     */
    private void endSurvivors() throws IOException {
        var pidFile = cluster.resolve("postmaster.pid");
        var survivors = processesInCluster();
        if (!survivors.isEmpty()) {
            LOG.info("上次程序被强行终止，先停止遗留的数据库");
            pgCtl(List.of("stop", "--mode=fast", "--wait", "--timeout=60"));
            var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            survivors = processesInCluster();
            while (!survivors.isEmpty() && System.nanoTime() < until) {
                pause();
                survivors = processesInCluster();
            }
            survivors.forEach(ProcessHandle::destroyForcibly);
            while (!processesInCluster().isEmpty()) {
                pause();
            }
        }
        if (Files.isDirectory(Path.of("/proc/self"))) {
            // Nobody works here any more, whatever process bears that number now.
            Files.deleteIfExists(pidFile);
        }
    }

    private List<ProcessHandle> processesInCluster() {
        return ProcessHandle.allProcesses().filter(this::standsInCluster).toList();
    }

    private boolean standsInCluster(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                    .equals(cluster.toRealPath());
        } catch (IOException | UnsupportedOperationException goneOrForeign) {
            return false;
        }
    }

    private void launch() throws IOException {
        for (int attempt = 1; ; attempt++) {
            port = choosePort(attempt);
            writePrivately(
                    cluster.resolve("postgresql.conf"), SETTINGS + "port = " + port + "\n" + extraSettings + "\n");
            writePrivately(cluster.resolve("pg_hba.conf"), WHO_MAY_ENTER);
            var startLog = home.resolve("log").resolve("start.log");
            Files.createDirectories(startLog.getParent());
            Files.deleteIfExists(startLog);
            int exit = pgCtl(List.of("start", "--wait", "--timeout=" + START_LIMIT.toSeconds(), "--log=" + startLog));
            if (exit == 0) {
                writePrivately(home.resolve("port"), Integer.toString(port));
                return;
            }
            // Another program may have taken the port between our look and the server's.
            if (attempt == 3) {
                throw new CannotStart("自带的数据库未能启动：%s（详见 %s）".formatted(firstComplaint(startLog), startLog));
            }
        }
    }

    private int choosePort(int attempt) throws IOException {
        var remembered = home.resolve("port");
        if (attempt == 1 && Files.exists(remembered)) {
            try (var probe = new ServerSocket(
                    Integer.parseInt(Files.readString(remembered).strip()), 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException | IllegalArgumentException taken) {
                LOG.debug("remembered port is taken", taken);
            }
        }
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private void createDatabase() {
        try (var connection = java.sql.DriverManager.getConnection(url("postgres"), ROLE, password);
                var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + DATABASE);
        } catch (java.sql.SQLException refused) {
            throw new CannotStart("自带的数据库已启动但无法登录：%s".formatted(why(refused)), refused);
        }
    }

    /**
     * Makes the role as which the program works, also in a directory of a version that knew none. The server learns the
     * password before the file holds it: a kill in between only makes the next start choose another.
     */
    private String enrolProgram() throws IOException {
        var file = home.resolve("password.program");
        try (var connection = java.sql.DriverManager.getConnection(url("postgres"), ROLE, password);
                var statement = connection.createStatement()) {
            boolean known;
            try (var found = statement.executeQuery(
                    "select 1 from pg_authid where rolname = '" + PROGRAM_ROLE + "' and rolpassword is not null")) {
                known = found.next();
            }
            if (known && Files.exists(file)) {
                return Files.readString(file).strip();
            }
            statement.execute("""
                    do $$ begin
                        if not exists (select from pg_roles where rolname = '%1$s') then
                            create role %1$s login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
                        end if;
                    end $$
                    """.formatted(PROGRAM_ROLE));
            var chosen = randomPassword();
            connection
                    .unwrap(org.postgresql.PGConnection.class)
                    .alterUserPassword(PROGRAM_ROLE, chosen.toCharArray(), "scram-sha-256");
            writePrivately(file, chosen);
            return chosen;
        } catch (java.sql.SQLException refused) {
            throw new CannotStart("自带的数据库无法建立程序的数据库用户：%s".formatted(why(refused)), refused);
        }
    }

    /** A server that dies while the program runs (out of memory, an operator's kill) is started again at once. */
    private void watch() throws IOException {
        var pid = Long.parseLong(
                Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst().strip());
        CompletableFuture<ProcessHandle> end = ProcessHandle.of(pid)
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(ProcessHandle.current()));
        var _ = end.thenRunAsync( // it logs what fails by itself
                () -> {
                    if (stopping) {
                        return;
                    }
                    LOG.error("自带的数据库意外终止，正在重新启动");
                    try {
                        synchronized (this) {
                            if (!stopping) {
                                endSurvivors();
                                launch();
                                watch();
                            }
                        }
                    } catch (IOException | RuntimeException hopeless) {
                        LOG.error("自带的数据库未能重新启动", hopeless);
                    }
                },
                task -> Thread.ofVirtual().name("postgres-watch").start(task));
    }

    private synchronized void stop() {
        if (Files.exists(cluster.resolve("postmaster.pid"))) {
            try {
                if (pgCtl(List.of("stop", "--mode=fast", "--wait", "--timeout=" + STOP_LIMIT.toSeconds())) != 0) {
                    LOG.warn("自带的数据库没有在 {} 秒内停止", STOP_LIMIT.toSeconds());
                }
            } catch (IOException trouble) {
                LOG.warn("自带的数据库停止时出错", trouble);
            }
        }
    }

    private int pgCtl(List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(program("pg_ctl"));
        command.addAll(arguments);
        command.add("--pgdata=" + cluster);
        return execute(command, "pg_ctl.log", START_LIMIT);
    }

    private void run(List<String> command, String log, Duration limit, String failure) throws IOException {
        if (execute(command, log, limit) != 0) {
            throw new CannotStart("%s：%s（详见 %s）"
                    .formatted(failure, firstComplaint(home.resolve("log").resolve(log)), home.resolve("log")));
        }
    }

    private int execute(List<String> command, String log, Duration limit) throws IOException {
        var output = home.resolve("log").resolve(log);
        Files.createDirectories(output.getParent());
        var whole = new ArrayList<String>();
        if (runsAsRoot()) {
            // PostgreSQL refuses root; in a user namespace of its own it is nobody, while its files stay root's.
            whole.addAll(List.of("unshare", "-U"));
        }
        whole.addAll(command);
        var builder = new ProcessBuilder(whole)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("PGTZ", "Asia/Shanghai");
        try {
            var process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static boolean runsAsRoot() throws IOException {
        var self = Path.of("/proc/self");
        return Files.exists(self) && Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"));
    }

    private String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    private static Path unpack(Path into) throws IOException {
        var archive = "postgres-%s.txz".formatted(platform());
        var target = into.toAbsolutePath().normalize().resolve("server-" + VERSION + "-" + platform());
        if (Files.exists(target.resolve("bin"))) {
            return target;
        }
        var source = EmbeddedServer.class.getResourceAsStream("/" + archive);
        if (source == null) {
            throw new CannotStart(
                    "本程序没有适合这台机器（%s）的自带数据库，请用 SUNLIT_DATABASE_URL 指定 PostgreSQL 18 服务器。".formatted(platform()));
        }
        var unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        deleteTree(unfinished);
        try (source;
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(source)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                unpack(tar, entry, unfinished);
            }
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        return target;
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        var file = root.resolve(entry.getName()).normalize();
        if (!file.startsWith(root)) {
            throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(file, root.resolve(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static String platform() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var chip = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        var system = os.startsWith("linux") ? "linux" : os.startsWith("mac") ? "darwin" : os.replace(' ', '_');
        return system
                + "-"
                + switch (chip) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> chip;
                };
    }

    /** Written aside and moved, so that a kill or a full disk never leaves half a file, and private from its first byte. */
    private static void writePrivately(Path file, String text) throws IOException {
        var aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        try {
            Files.createFile(aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException race) {
            throw new IOException("somebody else writes " + aside, race);
        }
        try (var out = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            var bytes = java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void deleteTree(Path root) throws IOException {
        if (Files.notExists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var all = Files.walk(root)) {
            for (var path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** The first complaint in a log: the ones after it only say that nothing came of it. */
    private static String firstComplaint(Path log) {
        try {
            return Files.readAllLines(log).stream()
                    .filter(
                            line -> line.matches(
                                    ".*(FATAL|PANIC|ERROR|error:|invalid|syntax|unrecognized|could not|cannot|No space|denied|unshare).*"))
                    .findFirst()
                    .map(line -> line.replaceFirst("^[^A-Z]*[A-Z]{3} \\[\\d+\\] [A-Z]+: *", "")
                            .strip())
                    .orElse("没有留下原因");
        } catch (IOException unreadable) {
            return "没有留下原因";
        }
    }

    private static String why(@Nullable Throwable trouble) {
        if (trouble instanceof java.nio.file.AccessDeniedException denied) {
            return "没有权限读写 " + denied.getFile();
        }
        var message = trouble == null ? null : trouble.getMessage();
        return message == null ? String.valueOf(trouble) : message.replaceAll("\\s+", " ");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
