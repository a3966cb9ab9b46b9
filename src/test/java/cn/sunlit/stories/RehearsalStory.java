package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.InMemory;
import cn.sunlit.database.CommandDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.postgresql.PGConnection;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * Story 1 loses its machine: a backup in the middle, then the payment goes out and the case closes, then everything is gone. It is
 * restored elsewhere and worked to its end again. The bank, the institutions and the telephones have lost nothing: they are the
 * judges of what happens twice.
 */
@Execution(ExecutionMode.CONCURRENT)
class RehearsalStory {

    private static final String COMMAND = "cn.sunlit.operations.BackupCommand";
    private static final Map<String, String> PASSPHRASE = Map.of("SUNLIT_PASSPHRASE", "一句只有两个人知道的长口令");

    private static final String LAST_IN_BACKUP = "拟定发放";

    /** What lies with others, not with the court. */
    private static final List<String> OUTSIDE = List.of(
            "bank_movement",
            "bank_order",
            "bank_delivery",
            "holding",
            "control",
            "institution_request",
            "known_debtor",
            "sms");

    @TempDir(factory = InMemory.class)
    Path home;

    @Test
    void 灾难之后从备份恢复_办理继续到底_没有重复付款_存证完整() throws Exception {
        long began = System.nanoTime();
        LocalDate day = LocalDate.now().plusDays(2);
        Path keys = home.resolve("keys.sealed");
        Path backup = home.resolve("backup.zip");
        Map<String, List<String>> before;
        Map<String, byte[]> outside;
        try (ChildProgram program = new ChildProgram(home.resolve("first"))) {
            program.start();
            PaperToMoney story = new PaperToMoney(new CourtHttp(program.address()), "rehearsal");
            story.begins(day);
            String snapshot = "";
            for (Map.Entry<String, Runnable> step : story.steps().entrySet()) {
                step.getValue().run();
                if (step.getKey().equals(LAST_IN_BACKUP)) {
                    assertThat(program.command(PASSPHRASE, COMMAND, "backup-keys", keys.toString()))
                            .endsWith("exit 0");
                    assertThat(program.command(Map.of(), COMMAND, "backup", backup.toString()))
                            .contains("备份完成")
                            .endsWith("exit 0");
                    snapshot = story.now()
                            .atZone(ZoneId.of("Asia/Shanghai"))
                            .toInstant()
                            .toString();
                }
            }
            before = EndState.of(story);
            outside = takeOutside(program.data(), snapshot);
            program.kill();
            program.killDatabase();
            assertThat(FileSystemUtils.deleteRecursively(program.data().toFile()))
                    .isTrue();
            Files.createDirectories(program.data());
        }

        try (ChildProgram program = new ChildProgram(home.resolve("second"))) {
            assertThat(program.command(PASSPHRASE, COMMAND, "restore-keys", keys.toString()))
                    .endsWith("exit 0");
            assertThat(program.command(Map.of(), COMMAND, "restore", backup.toString()))
                    .contains("备份文件完好", "✓ 全部相符", "✓ 恢复完成，记录完整")
                    .endsWith("exit 0");
            giveOutside(program.data(), outside);
            program.start();
            PaperToMoney story = new PaperToMoney(new CourtHttp(program.address()), "rehearsal");
            story.begins(day);
            story.file();
            story.court.advance("PT10M");
            approveAndSeeThatItWaits(story);
            assertThat(program.command(Map.of(), COMMAND, "release-payments", "甲会计"))
                    .contains("没有系统不认识的付款", "已恢复付款")
                    .endsWith("exit 0");
            boolean later = false;
            for (Map.Entry<String, Runnable> step : story.steps().entrySet()) {
                if (later) {
                    step.getValue().run();
                }
                later |= step.getKey().equals(LAST_IN_BACKUP);
            }

            Map<String, List<String>> after = EndState.of(story);
            for (String what : before.keySet()) {
                if (what.equals("messages")) {
                    // A telephone may be told the same twice, and nothing else than before.
                    assertThat(new TreeSet<>(after.get(what))).isEqualTo(new TreeSet<>(before.get(what)));
                } else {
                    assertThat(after.get(what)).as(what).isEqualTo(before.get(what));
                }
            }
            noPaymentTwice(story.court);
            assertThat(program.command(Map.of(), "cn.sunlit.audit.AuditCommand"))
                    .contains("✓ 全部相符")
                    .endsWith("exit 0");
        }
        System.out.printf("rehearsal %d s%n", (System.nanoTime() - began) / 1_000_000_000);
    }

    /** Until somebody has looked at the bank's statement nothing is paid. */
    private static void approveAndSeeThatItWaits(PaperToMoney story) {
        story.approve("director").expect(200);
        JsonNode before =
                story.court.get("/sandbox/bank/ledger", "").expect(200).json();
        story.court.advance("PT5M");
        assertThat(story.propose().path("state").asString()).isEqualTo("APPROVED");
        JsonNode after = story.court.get("/sandbox/bank/ledger", "").expect(200).json();
        assertThat(after.path("orders").toString())
                .isEqualTo(before.path("orders").toString());
    }

    private static void noPaymentTwice(CourtHttp court) {
        JsonNode ledger = court.get("/sandbox/bank/ledger", "").expect(200).json();
        Set<String> references = new HashSet<>();
        int debits = 0;
        for (JsonNode movement : ledger.path("movements")) {
            assertThat(references.add(movement.path("reference").asString())).isTrue();
            debits += movement.path("direction").asString().equals("DEBIT") ? 1 : 0;
        }
        assertThat(debits).as("payments in the bank's own ledger").isEqualTo(1);
        assertThat(ledger.path("orders")).hasSize(1);
    }

    /** The bank will tell again what it told after the backup was taken, as when its statements are fetched anew. */
    private static Map<String, byte[]> takeOutside(Path data, String since) throws SQLException, IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        try (CommandDatabase database = CommandDatabase.open(Map.of(), data);
                var connection = database.source().getConnection()) {
            try (var statement = connection.prepareStatement(
                    "update sandbox.bank_delivery set copies_left = 1 where due_at > ?::timestamptz")) {
                statement.setString(1, since);
                statement.executeUpdate();
            }
            for (String table : OUTSIDE) {
                ByteArrayOutputStream rows = new ByteArrayOutputStream();
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy sandbox." + table + " to stdout", rows);
                all.put(table, rows.toByteArray());
            }
        }
        return all;
    }

    private static void giveOutside(Path data, Map<String, byte[]> all) throws SQLException, IOException {
        List<String> names = new ArrayList<>(all.keySet());
        try (CommandDatabase database = CommandDatabase.open(Map.of(), data);
                var connection = database.source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("truncate sandbox." + String.join(", sandbox.", names));
            for (String table : names) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy sandbox." + table + " from stdin", new ByteArrayInputStream(all.get(table)));
            }
        }
    }
}
