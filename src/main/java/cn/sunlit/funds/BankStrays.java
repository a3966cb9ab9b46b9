package cn.sunlit.funds;

import cn.sunlit.alerts.Concerns;
import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.bank.BankReader;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the bank sent and could not be used (异常报文): kept sealed with the reason until a person has looked at it. So many a
 * day are kept of a court, and the same again is counted once a minute, so that a bank that repeats itself fills no disk.
 */
@Service
class BankStrays {

    private static final int MOST_A_DAY = 500;
    private static final int SHOWN = 6_000;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_SETTLEMENT = 200;
    private static final Duration COUNTED_ONCE = Duration.ofMinutes(1);

    private final BankStrayStore store;
    private final EntryStore entries;
    private final Access access;
    private final Audit audit;
    private final Keyring keys;
    private final Concerns concerns;
    private final Clock clock;

    BankStrays(
            BankStrayStore store,
            EntryStore entries,
            Access access,
            Audit audit,
            Keyring keys,
            Concerns concerns,
            Clock clock) {
        this.store = store;
        this.entries = entries;
        this.access = access;
        this.audit = audit;
        this.keys = keys;
        this.concerns = concerns;
        this.clock = clock;
    }

    /**
     * Keeps a message that was refused as a whole.
     *
     * @param via HTTPS, FILE or ANSWER
     * @param name of the file, null for a call
     */
    @Transactional
    public void refused(Actor by, String via, @Nullable String name, String because, byte[] raw) {
        boolean large = raw.length > BankReader.LARGEST;
        keep(new BankStrayStore.Draft(
                by.court(),
                via,
                name,
                brief(because),
                raw.length,
                large ? null : BankReader.sha256(raw),
                large ? null : keys.encrypt(Receipts.SEALED_MESSAGE, raw)));
    }

    /** Notes what is kept elsewhere, because it is too large or no message at all. */
    @Transactional
    public void noted(Actor by, String name, long size, String because) {
        keep(new BankStrayStore.Draft(by.court(), "FILE", name, brief(because), size, null, null));
    }

    /** Notes a message of which not all could be used, in the transaction that takes the rest. */
    @Transactional
    public void partly(Actor by, Intake intake, long size) {
        List<String> reasons = intake.entries().stream()
                .filter(e -> e.outcome() == Intake.Effect.REFUSED || e.outcome() == Intake.Effect.NOT_OURS)
                .map(Intake.Entry::because)
                .toList();
        if (!reasons.isEmpty()) {
            String because = reasons.getFirst() + (reasons.size() == 1 ? "" : "（共 %d 处）".formatted(reasons.size()));
            keep(new BankStrayStore.Draft(by.court(), null, null, brief(because), size, intake.sha256(), null));
        }
    }

    private void keep(BankStrayStore.Draft draft) {
        Instant now = clock.instant();
        Instant minute = now.minus(COUNTED_ONCE);
        boolean full = store.since(draft.court(), now.minus(Duration.ofDays(1))) >= MOST_A_DAY;
        store.keep(
                full
                        ? new BankStrayStore.Draft(
                                draft.court(),
                                draft.via(),
                                null,
                                "一日内异常报文已满%d件，其余的没有保存".formatted(MOST_A_DAY),
                                0,
                                null,
                                null)
                        : draft,
                now,
                minute);
    }

    private static String brief(String text) {
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text;
    }

    /** The newest, open or settled. */
    @Transactional(readOnly = true)
    public List<BankStray> all(Actor by, boolean settled) {
        access.allow(by, UseCase.READ_DAYS, by.court());
        return store.strays(by.court(), settled);
    }

    /** Movements since a day that were told and not booked. */
    @Transactional(readOnly = true)
    public List<EntryStore.NotBooked> notBooked(Actor by, Instant since) {
        access.allow(by, UseCase.READ_DAYS, by.court());
        return entries.notBooked(by.court(), since);
    }

    @Transactional(readOnly = true)
    public BankStray one(Actor by, long id) {
        access.allow(by, UseCase.RECONCILE, by.court());
        return store.find(by.court(), id).orElseThrow(() -> new Problem.NotFound("没有这件异常报文"));
    }

    /** What came, readable, with the numbers of people hidden; empty where it was not kept. Noted in the record. */
    @Transactional
    public Optional<String> content(Actor by, long id) {
        access.allow(by, UseCase.RECONCILE, by.court());
        Optional<byte[]> raw = store.raw(by.court(), id);
        if (raw.isEmpty()) {
            return Optional.empty();
        }
        audit.record(by, by.court(), null, new Act("BANK_STRAY_READ", "查看第%d号异常报文的内容".formatted(id), Map.of()));
        byte[] plain = keys.decrypt(Receipts.SEALED_MESSAGE, raw.get());
        String text = new String(Arrays.copyOf(plain, Math.min(plain.length, SHOWN)), StandardCharsets.UTF_8);
        return Optional.of(Redactor.text(text) + (plain.length > SHOWN ? "……" : ""));
    }

    /** A person has looked at it and says what it was. */
    @Transactional
    public void settle(Actor by, long id, String settlement) {
        access.allow(by, UseCase.RECONCILE, by.court());
        String found = PlainText.required("settlement", settlement, LONGEST_SETTLEMENT, "请写明核实的情况");
        if (!store.settle(by.court(), id, by.display(), found, clock.instant())) {
            throw new Problem.Conflict("没有这件异常报文，或者已经处理");
        }
        audit.record(
                by, by.court(), null, new Act("BANK_STRAY_SETTLED", "处理第%d号异常报文：%s".formatted(id, found), Map.of()));
        concerns.touched();
    }
}
