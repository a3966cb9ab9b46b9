package cn.sunlit.operations;

import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.keys.Keyring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes a backup each night into the directory that the setting names and keeps the last ones. It has a thread of its own, because
 * due work must not wait for it, and looks at the files alone, so that any number of processes may share the directory.
 */
@Component
@ConditionalOnProperty("sunlit.backup.directory")
class NightlyBackup {

    private static final Logger LOG = LoggerFactory.getLogger(NightlyBackup.class);
    private static final String NAMES = "sunlit-*.zip";

    private final DataSource database;
    private final Keyring keys;
    private final Path keyDirectory;
    private final Clock clock;
    private final Path directory;
    private final int keep;
    private final LocalTime hour;
    private volatile @Nullable String failure;

    NightlyBackup(
            DataSource database,
            Keyring keys,
            Clock clock,
            @Value("${sunlit.data:data}") String data,
            @Value("${sunlit.keys:}") String elsewhere,
            @Value("${sunlit.backup.directory}") Path directory,
            @Value("${sunlit.backup.keep:14}") int keep,
            @Value("${sunlit.backup.at:02:30}") String hour) {
        this.database = database;
        this.keys = keys;
        this.keyDirectory = elsewhere.isBlank() ? Path.of(data, "keys") : Path.of(elsewhere.strip());
        this.clock = clock;
        this.directory = directory;
        this.keep = Math.max(1, keep);
        this.hour = LocalTime.parse(hour);
    }

    /** Takes it when the night's hour has come and no backup is younger than that. */
    @Scheduled(fixedDelayString = "${sunlit.backup.look:60s}", initialDelayString = "${sunlit.backup.look:60s}")
    void look() {
        Instant now = clock.instant();
        ZonedDateTime today = now.atZone(TimeConfiguration.ZONE).with(hour);
        Instant due = (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
        try {
            if (newest().map(last -> last.isBefore(due)).orElse(true)) {
                take(now);
            }
        } catch (BackupFailed | UncheckedIOException failed) {
            if (!String.valueOf(failed.getMessage()).equals(failure)) {
                LOG.error("夜间备份没有完成：{}", failed.getMessage());
            }
            failure = String.valueOf(failed.getMessage());
        }
    }

    private void take(Instant now) {
        Manifest manifest =
                new Backup(database, keys, keyDirectory, LOG::debug).take(directory.resolve(BackupCommand.name(now)));
        failure = null;
        LOG.info("夜间备份完成：{} 行、{} 条存证记录", manifest.rows(), manifest.entries());
        List<Path> all = files();
        for (Path old : all.subList(0, Math.max(0, all.size() - keep))) {
            try {
                Files.deleteIfExists(old);
            } catch (IOException stays) {
                LOG.warn("旧的备份 {} 无法删除", old.getFileName());
            }
        }
    }

    /** When the newest backup was taken, by its file. */
    Optional<Instant> newest() {
        List<Path> all = files();
        return all.isEmpty() ? Optional.empty() : Optional.of(BackupCommand.takenAt(all.getLast()));
    }

    @Nullable
    String failure() {
        return failure;
    }

    private List<Path> files() {
        try (var all = Files.newDirectoryStream(directory, NAMES)) {
            List<Path> found = new java.util.ArrayList<>();
            all.forEach(found::add);
            found.removeIf(f -> !f.getFileName().toString().matches("sunlit-\\d{8}-\\d{6}\\.zip"));
            found.sort(null);
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("备份目录 %s 无法读取".formatted(directory.toAbsolutePath()), unreadable);
        }
    }
}
