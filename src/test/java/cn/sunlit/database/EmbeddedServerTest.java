package cn.sunlit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.InMemory;
import cn.sunlit.kernel.CannotStart;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The server that a court trusts with its data: each test starts it as the program does, durable and all. */
@Execution(ExecutionMode.CONCURRENT)
class EmbeddedServerTest {

    @TempDir(factory = InMemory.class)
    Path data;

    @Test
    void what_is_committed_survives_the_loss_of_power() throws Exception {
        try (var server = start()) {
            assertThat(show(server, "fsync")).isEqualTo("on");
            assertThat(show(server, "synchronous_commit")).isEqualTo("on");
            assertThat(show(server, "full_page_writes")).isEqualTo("on");
            assertThat(show(server, "data_checksums")).isEqualTo("on");
        }
    }

    @Test
    void nobody_enters_without_the_password_and_the_password_is_the_owner_s_alone() throws Exception {
        try (var server = start()) {
            assertThat(show(server, "password_encryption")).isEqualTo("scram-sha-256");
            for (var wrong : new String[] {null, "", "postgres", server.password() + "x"}) {
                for (var role : List.of(EmbeddedServer.ROLE, "postgres", "root")) {
                    assertThatThrownBy(
                                    () -> DriverManager.getConnection(server.url(EmbeddedServer.DATABASE), role, wrong)
                                            .close())
                            .isInstanceOf(SQLException.class);
                }
            }
            assertThat(server.password()).hasSizeGreaterThanOrEqualTo(32);
            assertThat(mode(server.home().resolve("password"))).isEqualTo("rw-------");
            assertThat(mode(server.cluster())).isEqualTo("rwx------");
            assertThat(Files.readString(server.cluster().resolve("pg_hba.conf")))
                    .doesNotContain("trust");
        }
    }

    @Test
    void no_other_machine_reaches_it() throws Exception {
        try (var server = start()) {
            assertThat(show(server, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(show(server, "unix_socket_directories")).isEmpty();
            for (var network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (var address : Collections.list(network.getInetAddresses())) {
                    if (!address.isLoopbackAddress()) {
                        assertThatThrownBy(() -> connect(new InetSocketAddress(address, server.port())))
                                .as("%s", address)
                                .isInstanceOf(IOException.class);
                    }
                }
            }
        }
    }

    @Test
    void what_was_written_is_there_after_a_restart_on_the_same_port_with_the_same_password() throws Exception {
        int port;
        String password;
        try (var server = start()) {
            write(server, 1);
            port = server.port();
            password = server.password();
        }
        try (var server = start()) {
            assertThat(written(server)).containsExactly(1);
            assertThat(server.password()).isEqualTo(password);
            assertThat(server.port()).isEqualTo(port);
        }
    }

    @Test
    void a_killed_server_is_started_again_while_the_program_runs_and_has_lost_nothing() throws Exception {
        try (var server = start()) {
            write(server, 1);
            var postmaster = postmaster(server);
            postmaster.destroyForcibly();
            postmaster.onExit().join();
            assertThat(eventuallyWritten(server)).containsExactly(1);
            assertThat(postmaster(server).pid()).isNotEqualTo(postmaster.pid());
        }
    }

    @Test
    void a_killed_program_leaves_its_server_behind_and_the_next_start_takes_the_data_over() throws Exception {
        var program = startProgram(data);
        try {
            assertThat(firstLine(program)).isEqualTo("written");
        } finally {
            program.destroyForcibly().waitFor();
        }
        var left = postmaster(data.resolve("postgres/cluster"));
        assertThat(left.isAlive()).as("the server outlives a killed program").isTrue();
        try (var server = start()) {
            assertThat(written(server)).containsExactly(42);
            left.onExit().get(10, java.util.concurrent.TimeUnit.MINUTES); // the system may take a while to bury it
        }
    }

    @Test
    void when_program_and_server_are_killed_together_nothing_committed_is_lost() throws Exception {
        var program = startProgram(data);
        try {
            assertThat(firstLine(program)).isEqualTo("written");
        } finally {
            program.destroyForcibly().waitFor();
        }
        var postmaster = postmaster(data.resolve("postgres/cluster"));
        postmaster.destroyForcibly();
        postmaster.onExit().join();
        try (var server = start()) {
            assertThat(written(server)).containsExactly(42);
        }
    }

    @Test
    void a_number_in_postmaster_pid_that_is_now_another_s_stops_nobody() throws Exception {
        try (var server = start()) {
            write(server, 1);
        }
        var bystander = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(
                    data.resolve("postgres/cluster/postmaster.pid"),
                    bystander.pid() + "\n" + data.resolve("postgres/cluster") + "\n0\n5432\n\n127.0.0.1\n0 0\nready\n");
            try (var server = start()) {
                assertThat(written(server)).containsExactly(1);
            }
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void a_second_program_on_the_same_data_is_refused_and_harms_nothing() throws Exception {
        try (var server = start()) {
            write(server, 1);
            assertThatThrownBy(this::start).isInstanceOf(CannotStart.class).hasMessageContaining("正由另一个阳光执行程序使用");
            var second = startProgram(data);
            try {
                assertThat(firstLine(second)).contains("正由另一个阳光执行程序使用");
                assertThat(second.waitFor()).isNotZero();
            } finally {
                second.destroyForcibly();
            }
            assertThat(written(server)).containsExactly(1);
        }
    }

    @Test
    void a_cluster_of_another_version_is_left_alone() throws Exception {
        var version = data.resolve("postgres/cluster/PG_VERSION");
        Files.createDirectories(version.getParent());
        Files.writeString(version, "15\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("PostgreSQL 15")
                .hasMessageNotContainingAny("\n");
        assertThat(version).hasContent("15");
    }

    @Test
    void half_a_cluster_is_never_taken_for_a_new_one() throws Exception {
        Files.createDirectories(data.resolve("postgres/cluster/base"));
        assertThatThrownBy(this::start).isInstanceOf(CannotStart.class).hasMessageContaining("不完整");
    }

    @Test
    void a_directory_that_cannot_be_used_is_named() throws Exception {
        Files.writeString(data.resolve("postgres"), "a file, not a directory");
        assertThatThrownBy(this::start)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(data.resolve("postgres").toString());
    }

    @Test
    void a_broken_setting_of_the_operator_is_quoted() throws Exception {
        Files.createDirectories(data.resolve("postgres"));
        Files.writeString(data.resolve("postgres/local.conf"), "work_mem = many\n");
        assertThatThrownBy(this::start).isInstanceOf(CannotStart.class).hasMessageContaining("work_mem");
    }

    @Test
    void an_operator_s_setting_counts_but_durability_is_not_for_choice() throws Exception {
        Files.createDirectories(data.resolve("postgres"));
        Files.writeString(data.resolve("postgres/local.conf"), "work_mem = 33MB\nfsync = off\n");
        try (var server = start()) {
            assertThat(show(server, "work_mem")).isEqualTo("33MB");
            assertThat(show(server, "fsync")).isEqualTo("on");
        }
    }

    /** Another process, killed by the tests above: starts the server, commits a row, says so and waits for its end. */
    static final class Program {
        public static void main(String[] arguments) throws Exception {
            EmbeddedServer server;
            try {
                server = EmbeddedServer.start(Path.of(arguments[0], "postgres"), Path.of("target"), "");
            } catch (CannotStart why) {
                System.out.println(why.getMessage());
                System.exit(1);
                return;
            }
            write(server, 42);
            System.out.println("written");
            Thread.sleep(Duration.ofMinutes(10));
        }
    }

    private EmbeddedServer start() {
        return EmbeddedServer.start(data.resolve("postgres"), Path.of("target"), "");
    }

    private static Process startProgram(Path data) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String firstLine(Process program) throws IOException {
        return program.inputReader(java.nio.charset.StandardCharsets.UTF_8).readLine();
    }

    private static ProcessHandle postmaster(EmbeddedServer server) throws IOException {
        return postmaster(server.cluster());
    }

    private static ProcessHandle postmaster(Path cluster) throws IOException {
        var pid = Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private static Connection open(EmbeddedServer server) throws SQLException, IOException {
        return DriverManager.getConnection(server.url(EmbeddedServer.DATABASE), EmbeddedServer.ROLE, server.password());
    }

    private static void write(EmbeddedServer server, int number) throws SQLException, IOException {
        try (var connection = open(server);
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists kept (number int)");
            statement.execute("insert into kept values (" + number + ")");
        }
    }

    private static List<Integer> written(EmbeddedServer server) throws SQLException, IOException {
        try (var connection = open(server);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select number from kept order by number")) {
            var numbers = new java.util.ArrayList<Integer>();
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
            return numbers;
        }
    }

    private static List<Integer> eventuallyWritten(EmbeddedServer server) throws Exception {
        SQLException last = null;
        for (int i = 0; i < 3000; i++) {
            try {
                return written(server);
            } catch (SQLException notYet) {
                last = notYet;
                Thread.sleep(100);
            }
        }
        throw new AssertionError("not started again", last);
    }

    private static String show(EmbeddedServer server, String setting) throws SQLException, IOException {
        try (var connection = open(server);
                var statement = connection.createStatement();
                var row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void connect(InetSocketAddress address) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(address, 2000);
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
