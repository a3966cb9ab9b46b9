package cn.sunlit.stories;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/**
 * The built program in a process of its own, with its own data directory and its own PostgreSQL, as {@code ./run} starts it;
 * so it can be killed as a machine would be.
 */
final class ChildProgram implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(10);
    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx320m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xlog:cds*=off",
            "-Xlog:aot*=off",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "--enable-native-access=ALL-UNNAMED");
    private static final Room ROOM = new Room();

    private final Path data;
    private final Path log;
    private final int port;
    private Process process;

    ChildProgram(Path data) throws IOException {
        this.data = data;
        this.log = data.resolve("program.log");
        Files.createDirectories(data);
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Starts it as the sandbox and waits until it answers that it is ready. */
    void start() throws IOException, InterruptedException {
        start(Map.of("SPRING_PROFILES_ACTIVE", "sandbox"), "--sunlit.sandbox.demo=false");
    }

    /** Starts it by these settings and waits until it answers that it is ready. */
    void start(Map<String, String> settings, String... words) throws IOException, InterruptedException {
        long from = Files.exists(log) ? Files.size(log) : 0;
        launch(settings, words);
        long until = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady(from)) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IllegalStateException("the program did not start:\n" + lastLines());
            }
            Thread.sleep(200);
        }
    }

    /** Starts it by settings with which it ends again by itself. @return what it said */
    String refused(Map<String, String> settings) throws IOException, InterruptedException {
        launch(settings);
        if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the program goes on");
        }
        return Files.readString(log) + "exit " + process.exitValue();
    }

    private void launch(Map<String, String> settings, String... words) throws IOException {
        List<String> command = new ArrayList<>(JAVA);
        command.addAll(ROOM.cacheOption());
        command.addAll(List.of("-cp", ROOM.classPath(), "cn.sunlit.Sunlit"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("SUNLIT_DATA", data.toString());
        builder.environment().remove("SUNLIT_DATABASE_URL");
        builder.environment().putAll(settings);
        process = builder.start();
    }

    Path log() {
        return log;
    }

    /**
     * Runs one of the program's commands on this data directory, as {@code ./run} does.
     *
     * @param main its class
     * @return what it said, and how it ended in the last line
     */
    String command(Map<String, String> settings, String main, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(JAVA);
        command.addAll(ROOM.cacheOption());
        // The last that is named counts.
        command.addAll(List.of("-Xmx128m", "-cp", ROOM.classPath(), main));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SUNLIT_DATA", data.toString());
        builder.environment().remove("SUNLIT_DATABASE_URL");
        builder.environment().putAll(settings);
        Process running = builder.start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "exit " + running.waitFor();
    }

    Path data() {
        return data;
    }

    /** SIGKILL, as when the machine takes the process away; its PostgreSQL is left behind. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGKILL for the PostgreSQL that is left behind too, so that the next start has to recover. */
    void killDatabase() throws IOException {
        Path pid = data.resolve("postgres/cluster/postmaster.pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst().strip()))
                    .filter(ProcessHandle::isAlive)
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** An orderly end, the database with it. */
    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            process.destroy();
            try {
                process.onExit().get(60, TimeUnit.SECONDS);
            } catch (TimeoutException slow) {
                process.destroyForcibly();
            } catch (ExecutionException | InterruptedException trouble) {
                throw new IOException(trouble);
            }
        }
        killDatabase();
    }

    private boolean isReady(long from) throws IOException {
        byte[] all = Files.readAllBytes(log);
        return new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8).contains("已就绪");
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    /**
     * What all programs of a test run share: the classes, and their cache (JEP 514), which takes almost half off each start. It is
     * recorded by a program of its own, as {@code ./run} does it; without a cache they start all the same.
     */
    private static final class Room {

        private static final Duration RECORD_LIMIT = Duration.ofMinutes(10);

        private final Path cache;
        private final String classPath;

        Room() {
            try {
                Path room = Files.createTempDirectory("sunlit-classes-");
                cache = room.resolve("classes.aot");
                Path own = room.resolve("sunlit.jar");
                // The last that is named goes first.
                room.toFile().deleteOnExit();
                cache.toFile().deleteOnExit();
                classPath = Arrays.stream(
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                        .split(File.pathSeparator))
                        .filter(entry -> !entry.contains("test-classes"))
                        .map(entry -> Files.isDirectory(Path.of(entry)) ? packed(Path.of(entry), own) : entry)
                        .collect(Collectors.joining(File.pathSeparator));
                record(room);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** A court's own installation without any setting loads almost all classes, says what is missing and ends with 1. */
        private void record(Path room) throws IOException, InterruptedException {
            Path data = Files.createDirectory(room.resolve("data"));
            Path fresh = room.resolve("fresh.aot");
            Path said = room.resolve("said");
            List<String> command = new ArrayList<>(JAVA);
            command.addAll(List.of("-XX:AOTCacheOutput=" + fresh, "-cp", classPath, "cn.sunlit.Sunlit"));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "SPRING_PROFILES_ACTIVE",
                            "production",
                            "SUNLIT_DATA",
                            data.toString(),
                            "SERVER_PORT",
                            "0"));
            builder.environment().remove("SUNLIT_DATABASE_URL");
            Process recording = builder.start();
            if (!recording.waitFor(RECORD_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                recording.destroyForcibly().onExit().join();
            }
            if (recording.exitValue() == 1 && Files.exists(fresh)) {
                Files.move(fresh, cache);
            }
            Files.deleteIfExists(fresh);
            Files.delete(said);
            FileSystemUtils.deleteRecursively(data);
        }

        /** A cache knows no directories of classes. */
        private static String packed(Path classes, Path jar) {
            int exit = ToolProvider.findFirst("jar")
                    .orElseThrow()
                    .run(
                            System.out,
                            System.err,
                            "--create",
                            "--no-compress",
                            "--file",
                            jar.toString(),
                            "-C",
                            classes.toString(),
                            ".");
            if (exit != 0) {
                throw new IllegalStateException("cannot pack " + classes);
            }
            jar.toFile().deleteOnExit();
            return jar.toString();
        }

        String classPath() {
            return classPath;
        }

        List<String> cacheOption() {
            return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
        }
    }
}
