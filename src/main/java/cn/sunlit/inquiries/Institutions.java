package cn.sunlit.inquiries;

import cn.sunlit.database.Deferred;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.keys.Keyring;
import cn.sunlit.settings.Holidays;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of institutions and the outbox of control orders. An order is queued in the caller's transaction and sent
 * after it; the answer comes back as {@link OrderAnswered}.
 */
@Service
public class Institutions {

    static final String BODY = "inquiries.body";
    static final String SECRET = "inquiries.secret";

    /** Orders go before inquiries: a place in the queue of seizures is lost by waiting. */
    private static final int ORDERS = 0;

    private final InquiryStore store;
    private final RegisterStore register;
    private final Keyring keys;
    private final Holidays holidays;
    private final Clock clock;
    private final Deferred<List<Institution>> known = Deferred.memo(ArrayList::new);

    /**
     * @param file the court's own institutions, which add to those that are shipped or stand in their place; see
     *     docs/institutions.md
     */
    Institutions(
            InquiryStore store,
            RegisterStore register,
            Keyring keys,
            Holidays holidays,
            Clock clock,
            @Value("${sunlit.institutions.file:}") String file) {
        this.store = store;
        this.register = register;
        this.keys = keys;
        this.holidays = holidays;
        this.clock = clock;
        Registry own = file.isBlank() ? Registry.NONE : Registry.read(Path.of(file));
        int position = 0;
        for (Registry.Entry entry : Registry.shipped().with(own).institutions()) {
            register.ship(entry, own.has(entry.code()), position++);
            if (entry.url() != null) {
                register.connect(entry.code(), entry.url(), seal(entry.secret()), sealed(entry.nextSecret()));
            } else if (entry.transport() == Transport.Kind.FILES) {
                register.guard(entry.code(), sealed(entry.secret()), sealed(entry.nextSecret()));
            }
        }
    }

    private byte[] seal(String secret) {
        return keys.encrypt(SECRET, secret.getBytes(StandardCharsets.UTF_8));
    }

    private byte @Nullable [] sealed(String secret) {
        return secret.isEmpty() ? null : seal(secret);
    }

    /**
     * The secrets that an institution may sign with: the one that signs what is sent there, and while it is changed the other
     * one as well.
     */
    List<byte[]> secrets(String code) {
        List<byte[]> open = new ArrayList<>();
        register.secrets(code).ifPresent(s -> {
            Stream.of(s.current(), s.next())
                    .filter(Objects::nonNull)
                    .forEach(each -> open.add(keys.decrypt(SECRET, each)));
        });
        return open;
    }

    /** All institutions in their order; within a transaction they are read once. */
    public List<Institution> all() {
        List<Institution> kept = known.kept();
        if (kept == null) {
            return register.institutions();
        }
        if (kept.isEmpty()) {
            kept.addAll(register.institutions());
        }
        return List.copyOf(kept);
    }

    public Optional<Institution> find(String code) {
        return all().stream().filter(i -> i.code().equals(code)).findFirst();
    }

    /** By the name that people write, also inside a longer one: 工商银行 in 中国工商银行浠水支行. */
    public Optional<Institution> byName(String name) {
        return all().stream().filter(i -> name.contains(i.name())).findFirst();
    }

    /**
     * Says where an institution listens and with what secret requests to it are signed. One with which files are exchanged is
     * left as it is.
     *
     * @param baseUrl without a slash at its end
     * @throws Problem.NotFound when the register does not know the institution
     */
    @Transactional
    public void connect(String code, String baseUrl, String secret) {
        if (!register.connect(code, baseUrl, seal(secret), null) && find(code).isEmpty()) {
            throw new Problem.NotFound("没有登记代码为“%s”的协助单位".formatted(code));
        }
    }

    /** Queues an order; the same reference is queued once. Whether the order is lawful was decided by the caller. */
    @Transactional
    public OrderId order(Order order) {
        Institution to = find(order.institution())
                .orElseThrow(() -> new Problem.NotFound("没有登记代码为“%s”的协助单位".formatted(order.institution())));
        if (!to.isOnline() || !to.actions().contains(order.action())) {
            throw new Problem.Conflict("%s不能在线办理该项协助，请线下送达文书办理".formatted(to.name()));
        }
        Optional<Long> there = store.orderByReference(order.reference());
        if (there.isPresent()) {
            return new OrderId(there.get());
        }
        Instant now = clock.instant();
        UUID key = UUID.randomUUID();
        return new OrderId(store.add(new InquiryStore.Queued(
                        key,
                        null,
                        order.caseId(),
                        order.court(),
                        order.institution(),
                        null,
                        order.holder(),
                        order.reference(),
                        ORDERS,
                        keys.encrypt(BODY, Wire.order(key.toString(), order)),
                        now,
                        promised(to, now)))
                .orElseGet(() -> store.orderByReference(order.reference()).orElseThrow()));
    }

    /** When an institution that gets a request now has promised to answer: the time runs from its opening and ends while it is open. */
    Instant promised(Institution to, Instant now) {
        ZonedDateTime begins = to.hours().openFrom(now.atZone(TimeConfiguration.ZONE), holidays.calendar());
        return to.hours()
                .openFrom(begins.plusMinutes(to.promisedMinutes()), holidays.calendar())
                .toInstant();
    }

    /** Whether an order was handed to a person because the institution gave no usable answer (人工处理), and why. */
    public Optional<String> stuck(OrderId order) {
        return store.sent(order.value())
                .filter(s -> s.state().equals("MANUAL"))
                .map(s -> s.problem() == null ? "协助单位没有有效反馈" : s.problem());
    }
}
