package cn.sunlit.inquiries;

import cn.sunlit.inquiries.InboxStore.Asked;
import cn.sunlit.inquiries.SignedCalls.Doubt;
import cn.sunlit.inquiries.SignedCalls.Headers;
import cn.sunlit.inquiries.Stray.Reason;
import cn.sunlit.kernel.Problem;
import cn.sunlit.keys.Keyring;
import cn.sunlit.web.OverlargeBody;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Results that an institution pushes by itself (结果推送) instead of waiting to be asked. Who signs right, in time and for the
 * first time with this nonce is the institution; what it pushes is kept like any other answer and read later. All else is
 * refused and kept apart.
 */
@Service
class Inbox {

    static final String PATH = "/results";

    private static final Pattern ADDRESS = Pattern.compile("/api/institutions/([A-Z0-9_]{2,40})/results");

    /** So many different answers to one request are kept, of which one counts. */
    private static final int MOST_ANSWERS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final InboxStore store;
    private final OutboxStore outbox;
    private final Institutions institutions;
    private final Strays strays;
    private final SignedCalls calls;
    private final Keyring keys;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Inbox(
            InboxStore store,
            OutboxStore outbox,
            Institutions institutions,
            Strays strays,
            SignedCalls calls,
            Keyring keys,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.outbox = outbox;
        this.institutions = institutions;
        this.strays = strays;
        this.calls = calls;
        this.keys = keys;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** What became of an answer. */
    enum Taken {
        /** It is kept and will be read. */
        TAKEN,
        /** The very same answer was there before. */
        DUPLICATE
    }

    /** Why something is not taken, and what the caller hears. */
    private record Refusal(Reason reason, String note, Problem problem) {}

    /**
     * Takes a result.
     *
     * @throws Problem in all cases that are not believed; what came was kept apart then
     */
    Taken take(String code, Headers by, byte[] body) {
        Refusal no = check(code, by, body);
        if (no == null) {
            Object came = transaction.execute(t -> accept(code, Objects.requireNonNull(by.nonce()), body));
            if (came instanceof Taken taken) {
                return taken;
            }
            no = (Refusal) Objects.requireNonNull(came);
        }
        String known = no.reason() == Reason.UNKNOWN_INSTITUTION ? "" : code;
        var came = new Strays.Came(known, "PUSHED", null, body.length);
        if (no.reason() == Reason.TOO_LARGE) {
            strays.note(no.reason(), came, no.note(), InquiryClient.sha256(body));
        } else {
            strays.keep(no.reason(), came, no.note(), body);
        }
        throw no.problem();
    }

    /** A body so large that nobody read it: it was refused before anything else, and is only noted here. */
    @EventListener
    void tooLarge(OverlargeBody refused) {
        Matcher address = ADDRESS.matcher(refused.path());
        if (!address.matches()) {
            return;
        }
        try {
            String known =
                    institutions.find(address.group(1)).map(Institution::code).orElse("");
            var came = new Strays.Came(known, "PUSHED", null, refused.announced());
            strays.note(Reason.TOO_LARGE, came, "推送的内容过大，没有读取", null);
        } catch (DataAccessException e) {
            LOG.warn("an overlarge push could not be noted", e);
        }
    }

    private @Nullable Refusal check(String code, Headers by, byte[] body) {
        List<byte[]> secrets = institutions.secrets(code);
        if (secrets.isEmpty()) {
            // The same words as for a forged one: who has no secret need not learn which institutions there are.
            return refused(Reason.UNKNOWN_INSTITUTION, "以未登记或者没有密钥的单位名义推送", "签名核对不通过，没有接收");
        }
        Doubt doubt = calls.doubt(secrets, PATH, by, body);
        if (doubt != null) {
            return refused(doubt.reason(), doubt.note(), doubt.sentence());
        }
        if (body.length > Wire.LARGEST) {
            return new Refusal(
                    Reason.TOO_LARGE,
                    "推送的内容超过1 MB",
                    new Problem.Invalid("body", "一个结果不能超过%d字节".formatted(Wire.LARGEST)));
        }
        return null;
    }

    private static Refusal refused(Reason reason, String note, String sentence) {
        return new Refusal(reason, note, new Problem.Forbidden(sentence));
    }

    private Object accept(String code, String nonce, byte[] body) {
        Instant now = clock.instant();
        if (!calls.isFirst(code, nonce)) {
            return new Refusal(
                    Reason.REPLAYED, "同一随机数已经用过", new Problem.Conflict("这个随机数（X-Sunlit-Nonce）已经用过，重新推送须重新签名"));
        }
        UUID key = requestId(body);
        if (key == null) {
            return new Refusal(
                    Reason.MALFORMED,
                    "不是完整的 JSON，或者没有 requestId",
                    new Problem.Invalid("requestId", "内容应为 JSON，并写明 requestId（收到请求时的单号）"));
        }
        String sha256 = InquiryClient.sha256(body);
        Asked asked = store.request(key, sha256).orElse(null);
        Reason unfit = unfit(asked, code);
        if (unfit != null || asked == null) {
            Reason reason = unfit == null ? Reason.UNKNOWN_REQUEST : unfit;
            return new Refusal(
                    reason,
                    "单号 %s：%s".formatted(key, reason.zh()),
                    reason == Reason.TOO_MANY
                            ? new Problem.Conflict("这个请求的反馈已有%d份，不再接收".formatted(MOST_ANSWERS))
                            : new Problem.NotFound("没有发给贵单位的这个请求，或者请求已经撤回"));
        }
        if (asked.known()) {
            return Taken.DUPLICATE;
        }
        store.keep(asked.id(), now, keys.encrypt(Institutions.BODY, body), sha256, "PUSHED", null);
        outbox.worked(code, now);
        return Taken.TAKEN;
    }

    /** Why an answer to this request cannot be taken from this institution, or null. */
    static @Nullable Reason unfit(@Nullable Asked asked, String code) {
        if (asked == null || !asked.sent()) {
            return Reason.UNKNOWN_REQUEST;
        }
        if (!asked.institution().equals(code)) {
            return Reason.OTHER_INSTITUTION;
        }
        if (asked.state().equals("CANCELLED")) {
            return Reason.WITHDRAWN;
        }
        return asked.answers() >= MOST_ANSWERS && !asked.known() ? Reason.TOO_MANY : null;
    }

    private static @Nullable UUID requestId(byte[] body) {
        try {
            JsonNode id = Wire.JSON.readTree(body).path("requestId");
            return id.isString() ? UUID.fromString(id.stringValue()) : null;
        } catch (JacksonException | IllegalArgumentException e) {
            return null;
        }
    }
}
