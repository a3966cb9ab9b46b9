package cn.sunlit.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import cn.sunlit.kernel.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Damaged messages are read or refused with a sentence, nothing else, and never for long. As many as are named here, the
 * same on a slow machine as on a fast one; {@code -Dsunlit.fuzz.seconds=3600} goes on for an hour, {@code -Dsunlit.fuzz.seed}
 * to repeat a run.
 */
@DisplayName("损坏的银行报文")
class BankFuzzTest {

    private static final long SEED = Long.getLong("sunlit.fuzz.seed", 20261123L);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** However slow the machine is: few of the damaged ones can still be read, the first is the 281st. */
    private static final int LEAST = 1_000;

    /** By then the library has learnt every version that the samples are in. */
    private static final int LEARNT = 200;

    private static final long MOST_HELD = 64_000_000;
    private static final List<String> WORDS = List.of(
            "<!DOCTYPE a [<!ENTITY x \"y\">]>",
            "&x;",
            "&#x0;",
            "<![CDATA[",
            "]]>",
            "<Ntry>",
            "</Ntry>",
            "NaN",
            "1E999999999",
            "-0.00",
            "99999999999999999999",
            "2026-02-30",
            ":61:",
            ":62F:",
            ":86:",
            "{4:",
            "-}",
            "\n-\n",
            "//",
            "\u0000",
            "\uFEFF",
            "\u202E",
            "𠮷");

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    @DisplayName("要么读出，要么说明原因拒收，不会崩溃、不会卡住")
    void isReadOrRefused() throws Exception {
        List<byte[]> samples = samples();
        long until = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("sunlit.fuzz.seconds", 0)).toNanos();
        int read = 0;
        int refused = 0;
        long before = 0;
        while (read + refused < LEAST || System.nanoTime() < until) {
            if (read + refused == LEARNT) {
                before = held();
            }
            byte[] damaged = damage(samples.get(random.nextInt(samples.size())));
            long from = System.nanoTime();
            try {
                BankMessage message = BankReader.read(damaged);
                message.entries().forEach(e -> assertThat(e.reference()).isNotBlank());
                read++;
            } catch (Problem.Invalid told) {
                assertThat(told.errors())
                        .allSatisfy(e -> assertThat(e.message()).isNotBlank());
                refused++;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError crash) {
                fail(
                        "seed %d, message %d:%n%s"
                                .formatted(SEED, read + refused, HexFormat.of().formatHex(damaged)),
                        crash);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(LONGEST);
        }
        System.out.printf("fuzz: seed %d, read %d, refused %d%n", SEED, read, refused);
        stays(before);
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    /** What a test beside this one holds for a while is waited for. */
    private static void stays(long before) throws InterruptedException {
        for (int i = 0; i < 60 && held() - before >= MOST_HELD; i++) {
            Thread.sleep(1000);
        }
        assertThat(held() - before).as("what stays in memory").isLessThan(MOST_HELD);
    }

    /** What is still held when all that can go has gone. */
    private static long held() {
        System.gc();
        Runtime machine = Runtime.getRuntime();
        return machine.totalMemory() - machine.freeMemory();
    }

    private static List<byte[]> samples() throws IOException {
        List<byte[]> samples = new ArrayList<>();
        for (String name : List.of(
                "camt/camt053.v2.multi.statement.xml",
                "camt/camt053.v8.xml",
                "camt/camt054.v4.xml",
                "camt/camt054.v8.xml",
                "bank-samples/camt.053.001.07.xml",
                "bank-samples/mt940-xof.fin",
                "bank-samples/mt940-zar.fin")) {
            try (InputStream in = Objects.requireNonNull(BankFuzzTest.class.getResourceAsStream("/" + name))) {
                samples.add(in.readAllBytes());
            }
        }
        samples.add(StatementReaderTest.STATEMENT.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 4; i++) {
            samples.add(Mt940ReaderTest.STATEMENT.repeat(i + 1).getBytes(StandardCharsets.UTF_8));
        }
        return samples;
    }

    private byte[] damage(byte[] sample) {
        byte[] message = sample.clone();
        for (int n = random.nextInt(1, 6); n > 0; n--) {
            int at = random.nextInt(message.length);
            message = switch (random.nextInt(6)) {
                case 0 -> Arrays.copyOf(message, Math.max(1, at));
                case 1 ->
                    put(message, at, at, WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8));
                case 2 -> {
                    message[at] = (byte) random.nextInt(256);
                    yield message;
                }
                case 3 -> {
                    message[at] ^= (byte) (1 << random.nextInt(8));
                    yield message;
                }
                case 4 -> put(message, at, Math.min(message.length, at + random.nextInt(1, 200)), new byte[0]);
                default -> {
                    int to = Math.min(message.length, at + random.nextInt(1, 2_000));
                    yield put(message, at, at, Arrays.copyOfRange(message, at, to));
                }
            };
            if (message.length == 0) {
                return new byte[] {(byte) random.nextInt(256)};
            }
        }
        return message;
    }

    private static byte[] put(byte[] message, int from, int to, byte[] middle) {
        byte[] result = new byte[message.length - (to - from) + middle.length];
        System.arraycopy(message, 0, result, 0, from);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(message, to, result, from + middle.length, message.length - to);
        return result;
    }
}
