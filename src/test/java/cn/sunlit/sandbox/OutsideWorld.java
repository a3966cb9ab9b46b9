package cn.sunlit.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The simulated institutions in the process of the test, on a database of their own, so that the program can be killed while
 * they live on. It is told where they are by {@code sunlit.sandbox.world}.
 */
public final class OutsideWorld implements AutoCloseable {

    private final PartnerServer partners = new PartnerServer();
    private final MovableClock clock = new MovableClock();
    private final BehaviourStore behaviours;
    private final List<Simulated> institutions = shipped();

    public OutsideWorld(JdbcClient jdbc, TransactionTemplate transaction) {
        StandardEnvironment settings = new StandardEnvironment();
        partners.setEnvironment(settings);
        partners.postProcessBeanFactory(null);
        behaviours = new BehaviourStore(jdbc);
        // Who pays by deduction pays at a bank; nothing is deducted here.
        SandboxBank bank = new SandboxBank(partners, new BankStore(jdbc), null, transaction, settings, clock);
        InstitutionServer server = new InstitutionServer(
                partners,
                behaviours,
                new InstitutionLogStore(jdbc),
                new InstitutionBooks(new InstitutionStore(jdbc), bank),
                clock,
                transaction);
        institutions.forEach(server::open);
    }

    public String url() {
        return partners.url();
    }

    public Clock clock() {
        return clock;
    }

    /** The time that the world has, ahead of the machine's. */
    public void standAhead(Duration by) {
        clock.standAhead(by);
    }

    /** All behave in a ready-made way. */
    public void behave(String behaviour, long seed) {
        institutions.forEach(
                i -> behaviours.set(i.code(), Behaviours.named(behaviour).of(i.code(), seed, clock.instant())));
    }

    /** One behaves as the API would set it. */
    public void behave(String code, Map<String, Object> faults) {
        behaviours.set(
                code,
                JsonMapper.builder()
                        .build()
                        .convertValue(faults, FaultsWanted.class)
                        .checked(clock.instant()));
    }

    /** How many calls all of them together take at a time. */
    public int atATime() {
        return institutions.stream().mapToInt(Simulated::parallel).sum();
    }

    /** How many of them are online. */
    public int size() {
        return institutions.size();
    }

    private static List<Simulated> shipped() {
        try (InputStream file = Objects.requireNonNull(
                OutsideWorld.class.getResourceAsStream("/cn/sunlit/inquiries/institutions.yaml"))) {
            return YAMLMapper.builder()
                    .build()
                    .readTree(file)
                    .path("institutions")
                    .valueStream()
                    .filter(i -> !i.path("channel").asString().equals("LETTER"))
                    .map(OutsideWorld::simulated)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Simulated simulated(JsonNode i) {
        return new Simulated(
                i.path("code").asString(),
                i.path("name").asString(),
                i.path("kind").asString(),
                i.path("parallel").intValue(),
                i.has("perMinute") ? i.path("perMinute").intValue() : null);
    }

    @Override
    public void close() {
        partners.destroy();
    }
}
