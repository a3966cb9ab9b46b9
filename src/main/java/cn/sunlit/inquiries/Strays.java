package cn.sunlit.inquiries;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.Stray.Reason;
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
 * What was refused at the court's door for answers (异常来件): kept as it came, sealed and with its SHA-256, until a person has
 * looked at it. Whoever floods the door fills no disk: of an institution so many a day are kept, strangers' and its own apart, and
 * the same again is counted once a minute at most, because each row that is written is a line of the record.
 */
@Service
class Strays {

    private static final int MOST_A_DAY = 200;
    private static final int SHOWN = 4_000;
    private static final int LONGEST_SETTLEMENT = 200;

    /** Of what anybody can send, without a signature that fits, no more than this is kept. */
    private static final int MOST_UNSIGNED = 16_000;

    private static final Duration COUNTED_ONCE = Duration.ofMinutes(1);

    private final StrayStore store;
    private final Access access;
    private final Audit audit;
    private final Keyring keys;
    private final Clock clock;

    Strays(StrayStore store, Access access, Audit audit, Keyring keys, Clock clock) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * How something came.
     *
     * @param via PUSHED or FILE
     * @param name of the file, null for a call
     */
    record Came(String institution, String via, @Nullable String name, long size) {}

    /**
     * Keeps what was refused; the same again is counted.
     *
     * @return false when the day is so full, or what anybody can push so long, that the content was not kept
     */
    @Transactional
    public boolean keep(Reason reason, Came came, String note, byte[] raw) {
        return keep(reason, came, note, InquiryClient.sha256(raw), raw);
    }

    /**
     * Notes what was refused without being kept.
     *
     * @param sha256 null where it was not read
     */
    @Transactional
    public void note(Reason reason, Came came, String note, @Nullable String sha256) {
        keep(reason, came, note, sha256, null);
    }

    private boolean keep(Reason reason, Came came, String note, @Nullable String sha256, byte @Nullable [] raw) {
        Instant now = clock.instant();
        Instant minute = now.minus(COUNTED_ONCE);
        boolean unsigned = reason.isUnsigned();
        if (store.since(came.institution(), unsigned, now.minus(Duration.ofDays(1))) >= MOST_A_DAY) {
            Came flood = new Came(came.institution(), came.via(), null, 0);
            String why = "一日内异常来件已满%d件，其余的没有保存".formatted(MOST_A_DAY);
            store.keep(Reason.TOO_MANY, flood, why, null, null, now, minute);
            return false;
        }
        byte[] sealed = raw != null && isFit(reason, came, raw) ? keys.encrypt(Institutions.BODY, raw) : null;
        store.keep(reason, came, note, sha256, sealed, now, minute);
        return sealed != null;
    }

    /** A folder is not open to strangers as the door for calls is. */
    private static boolean isFit(Reason reason, Came came, byte[] raw) {
        return came.via().equals("FILE") || !reason.isUnsigned() || raw.length <= MOST_UNSIGNED;
    }

    /** The newest, open or settled. */
    List<Stray> all(Actor by, boolean settled) {
        access.allow(by, UseCase.READ_INQUIRIES, by.court());
        return store.strays(settled);
    }

    /** What came, readable, with the numbers of people hidden; empty where it was not kept or has expired. Noted in the record. */
    @Transactional
    public Optional<String> content(Actor by, long id) {
        access.allow(by, UseCase.START_INQUIRY, by.court());
        Optional<byte[]> raw = store.rawSealed(id);
        if (raw.isEmpty()) {
            return Optional.empty();
        }
        audit.record(by, by.court(), null, new Act("STRAY_READ", "查看第%d号异常来件的内容".formatted(id), Map.of()));
        byte[] plain = keys.decrypt(Institutions.BODY, raw.get());
        String text = new String(Arrays.copyOf(plain, Math.min(plain.length, SHOWN)), StandardCharsets.UTF_8);
        return Optional.of(Redactor.text(text) + (plain.length > SHOWN ? "……" : ""));
    }

    /** A person has looked at it and says what it was. */
    @Transactional
    public void settle(Actor by, long id, String settlement) {
        access.allow(by, UseCase.START_INQUIRY, by.court());
        String found = PlainText.required("settlement", settlement, LONGEST_SETTLEMENT, "请写明核实的情况");
        if (!store.settle(id, by.display(), found, clock.instant())) {
            throw new Problem.Conflict("没有这件异常来件，或者已经处理");
        }
        audit.record(by, by.court(), null, new Act("STRAY_SETTLED", "处理第%d号异常来件：%s".formatted(id, found), Map.of()));
    }
}
