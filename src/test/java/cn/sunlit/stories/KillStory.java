package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.InMemory;
import cn.sunlit.kernel.Money;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * Story 1 while the program is killed ten times at moments drawn by a seed, every second time its database with it. In the
 * end everything is as if nothing had happened: the case, the bank's ledger, the institutions' books, the messages.
 */
@Execution(ExecutionMode.CONCURRENT)
class KillStory {

    private static final int KILLS = 10;
    private static final long SEED = Long.getLong("sunlit.kill.seed", 20261122L);

    @TempDir(factory = InMemory.class)
    Path home;

    @Test
    void 十次强行终止后与未受打扰的办理结果完全一致() throws Exception {
        long began = System.nanoTime();
        LocalDate day = LocalDate.now().plusDays(2);
        Map<String, List<String>> undisturbed;
        List<Long> durations = new ArrayList<>();
        try (ChildProgram program = new ChildProgram(home.resolve("undisturbed"))) {
            program.start();
            PaperToMoney story = new PaperToMoney(new CourtHttp(program.address()), "kill");
            story.begins(day);
            for (Runnable step : story.steps().values()) {
                long start = System.nanoTime();
                step.run();
                durations.add(Math.max(1, (System.nanoTime() - start) / 1_000_000));
            }
            undisturbed = EndState.of(story);
        }
        long calm = (System.nanoTime() - began) / 1_000_000_000;

        List<String> told = new ArrayList<>();
        try (ChildProgram program = new ChildProgram(home.resolve("killed"))) {
            program.start();
            PaperToMoney story = new PaperToMoney(new CourtHttp(program.address()), "kill");
            story.begins(day);
            List<Map.Entry<String, Runnable>> steps =
                    new ArrayList<>(story.steps().entrySet());
            Random random = new Random(SEED);
            Set<Integer> fatal = new TreeSet<>();
            while (fatal.size() < KILLS) {
                fatal.add(random.nextInt(steps.size()));
            }
            for (int i = 0; i < steps.size(); i++) {
                if (fatal.contains(i)) {
                    boolean databaseToo = told.size() % 2 == 1;
                    long after = random.nextLong(durations.get(i));
                    dieDuring(program, steps.get(i).getValue(), after, databaseToo);
                    told.add("%s +%d ms%s"
                            .formatted(steps.get(i).getKey(), after, databaseToo ? " (with PostgreSQL)" : ""));
                    program.start();
                    // What the killed process had claimed is free again when its lease runs out.
                    story.court.advance("PT10M");
                }
                steps.get(i).getValue().run();
            }
            assertThat(told).hasSize(KILLS);
            Map<String, List<String>> killed = EndState.of(story);
            System.out.printf(
                    "kills %d, undisturbed %d s, all %d s: %s%n",
                    told.size(), calm, (System.nanoTime() - began) / 1_000_000_000, told);
            for (String what : undisturbed.keySet()) {
                assertThat(killed.get(what)).as(what + " after " + told).isEqualTo(undisturbed.get(what));
            }
            nothingLostOrDoubled(story);
        }
    }

    /** Runs a step and kills the program meanwhile; what the step says of it does not matter. */
    private static void dieDuring(ChildProgram program, Runnable step, long afterMillis, boolean databaseToo)
            throws IOException, InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        Thread clerk = Thread.ofPlatform().start(() -> {
            running.countDown();
            try {
                step.run();
            } catch (RuntimeException | AssertionError cutOff) {
                // That is what the kill is for.
            }
        });
        running.await(10, TimeUnit.SECONDS);
        Thread.sleep(afterMillis);
        program.kill();
        if (databaseToo) {
            program.killDatabase();
        }
        clerk.join();
        assertThat(program.isAlive()).isFalse();
    }

    private static void nothingLostOrDoubled(PaperToMoney story) {
        CourtHttp court = story.court;
        // The bank's own ledger: two credits and one debit, and what is left there is the fee.
        JsonNode ledger = court.get("/sandbox/bank/ledger", "").expect(200).json();
        Money in = Money.ZERO;
        Money out = Money.ZERO;
        Set<String> references = new HashSet<>();
        for (JsonNode movement : ledger.path("movements")) {
            Money amount = Money.parse(movement.path("amount").asString());
            assertThat(references.add(movement.path("reference").asString())).isTrue();
            if (movement.path("direction").asString().equals("CREDIT")) {
                in = in.plus(amount);
            } else {
                out = out.plus(amount);
            }
        }
        assertThat(references).hasSize(3);
        JsonNode funds = story.funds();
        assertThat(funds.path("received").asString()).isEqualTo(in.toString());
        assertThat(funds.path("paid").asString()).isEqualTo(out.toString());
        assertThat(funds.path("fee").asString()).isEqualTo(in.minus(out).toString());
        assertThat(funds.path("balance").asString()).isEqualTo("0.00");
        assertThat(ledger.path("orders")).hasSize(1);
        assertThat(court.get("/api/cases?court=" + CourtHttp.segment("鄂1125"), "director")
                        .expect(200)
                        .text()
                        .split("鄂1125执", -1))
                .as("one case")
                .hasSizeGreaterThan(1);
        assertThat(story.stage()).isEqualTo("CLOSED");
        JsonNode walk = court.get("/api/audit/walk", "director").expect(200).json();
        assertThat(walk.path("holds").asBoolean()).as(walk.toString()).isTrue();
    }
}
