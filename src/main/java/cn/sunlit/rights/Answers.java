package cn.sunlit.rights;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Court;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.keys.Keyring;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.Sms;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.Purpose;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the court answers: granted, and done in the same transaction, or refused with the article that obliges it to keep. Nobody
 * answers for himself; a number of identity is changed by two. Case records are never among what is erased.
 */
@Service
@Transactional
class Answers {

    private static final String REASON = "请写明理由（4至500字），当事人会看到";

    private final RequestStore store;
    private final Cases cases;
    private final Parties parties;
    private final Messages messages;
    private final Keyring keys;
    private final Access access;
    private final Courts courts;
    private final StaffDirectory staff;
    private final Audit audit;
    private final Clock clock;

    Answers(
            RequestStore store,
            Cases cases,
            Parties parties,
            Messages messages,
            Keyring keys,
            Access access,
            Courts courts,
            StaffDirectory staff,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.parties = parties;
        this.messages = messages;
        this.keys = keys;
        this.access = access;
        this.courts = courts;
        this.staff = staff;
        this.audit = audit;
        this.clock = clock;
    }

    /** Those of the courts within reach, what waits first. */
    @Transactional(readOnly = true)
    List<Request> all(Actor by) {
        access.allow(by, UseCase.READ_RIGHTS, by.court());
        return store.ofCourts(courts.all().stream()
                .map(Court::code)
                .filter(court -> access.may(by, UseCase.READ_RIGHTS, court))
                .toList());
    }

    @Transactional(readOnly = true)
    Request one(Actor by, long id) {
        Request request = store.one(id).orElseThrow(Answers::unknown);
        access.allow(by, UseCase.READ_RIGHTS, request.court(), request.caseId());
        return request;
    }

    /** The wanted value and what the party says, in full; that it was read is on record. */
    Rights.Content open(Actor by, long id) {
        Request request = mine(by, store.one(id), UseCase.ANSWER_RIGHTS);
        read(by, request, "请求的内容");
        return JsonMapper.shared().readValue(keys.decryptText(Rights.SEAL, store.sealed(id)), Rights.Content.class);
    }

    /** The file that the party sent; that it was read is on record. */
    byte[] evidence(Actor by, long id) {
        Request request = mine(by, store.one(id), UseCase.ANSWER_RIGHTS);
        byte[] sealed = store.evidence(id).orElseThrow(() -> new Problem.NotFound("这项请求没有附文件"));
        read(by, request, "请求所附的文件");
        return keys.decrypt(Rights.SEAL, sealed);
    }

    private void read(Actor by, Request request, String what) {
        audit.read(
                by,
                request.court(),
                request.caseId(),
                Long.toString(request.party().value()),
                "当事人%s%s的%s".formatted(request.partyName(), request.what(), what),
                "办理当事人的个人信息请求");
    }

    /** Agrees; a number of identity waits for a second person then. */
    void grant(Actor by, long id, @Nullable String because) {
        Request request = mine(by, store.lock(id), UseCase.ANSWER_RIGHTS);
        String reason = reason(because);
        if (request.state() != Request.State.ASKED) {
            throw new Problem.Conflict("这项请求%s，不能再次同意".formatted(request.state().zh()));
        }
        if (request.subject() == Subject.OTHER) {
            throw new Problem.Conflict("“其他个人信息”没有可以自动删除的内容：请在案件中依法处理，并答复当事人依据");
        }
        if (request.subject().needsTwo()) {
            store.propose(id, by, reason, clock.instant());
            tell(by, "RIGHTS_PROPOSED", "拟同意", request, reason, Map.of());
            return;
        }
        carryOut(by, request, reason);
    }

    /** The second person agrees. */
    void confirm(Actor by, long id) {
        Request request = mine(by, store.lock(id), UseCase.CONFIRM_RIGHTS);
        if (request.state() != Request.State.PROPOSED) {
            throw new Problem.Conflict("这项请求%s，不需要复核".formatted(request.state().zh()));
        }
        access.otherPerson(by, Objects.requireNonNull(request.proposedBy()));
        carryOut(by, request, Objects.requireNonNull(request.reason()));
    }

    /**
     * Refuses.
     *
     * @param article one of those on which a refusal of this may rest
     */
    @Law(id = "PI-04", statute = "个人信息保护法", edition = "2021-11-01", article = 50, text = "拒绝个人行使权利的请求的，应当说明理由。")
    void refuse(Actor by, long id, @Nullable String because, int article) {
        Request request = mine(by, store.lock(id), UseCase.ANSWER_RIGHTS);
        String reason = reason(because);
        if (!request.subject().grounds().contains(article)) {
            throw new Problem.Invalid("article", "请选择不同意所依据的条文");
        }
        if (!request.isOpen()) {
            throw new Problem.Conflict("这项请求%s，不能再次答复".formatted(request.state().zh()));
        }
        store.decide(id, Request.State.REFUSED, by, reason, article, clock.instant());
        tell(by, "RIGHTS_REFUSED", "不同意", request, reason, Map.of("article", Integer.toString(article)));
        sms(request);
    }

    @Law(
            id = "PI-05",
            statute = "个人信息保护法",
            edition = "2021-11-01",
            article = 47,
            text = "法律、行政法规规定的保存期限未届满，或者删除个人信息从技术上难以实现的，个人信息处理者应当停止除存储和采取必要的安全保护措施之外的处理。")
    private void carryOut(Actor by, Request request, String reason) {
        String done =
                switch (request.subject()) {
                    case NUMBER -> {
                        if (cases.casesOf(request.party()) > 1) {
                            throw new Problem.Conflict("该当事人还有别的案件：更正证件号码会改动那些案件中的身份，请先逐案核对，分开登记");
                        }
                        yield correct(by, request);
                    }
                    case PHONE, ADDRESS -> correct(by, request);
                    case OLD_CONTACTS -> "删除%d项".formatted(parties.eraseOldContacts(request.party()));
                    case MESSAGES ->
                        "删除%d条"
                                .formatted(parties.ownPhone(request.party())
                                        .map(phone -> messages.erase(request.caseId(), phone))
                                        .orElse(0));
                    case OTHER -> throw new IllegalStateException("nothing to carry out");
                };
        store.decide(request.id(), Request.State.GRANTED, by, reason, null, clock.instant());
        tell(by, "RIGHTS_GRANTED", "同意", request, reason, Map.of("done", done));
        sms(request);
    }

    private String correct(Actor by, Request request) {
        Rights.Content content = JsonMapper.shared()
                .readValue(keys.decryptText(Rights.SEAL, store.sealed(request.id())), Rights.Content.class);
        parties.correct(by, request.party(), request.subject().datum().orElseThrow(), content.wanted());
        return "更正为" + request.masked();
    }

    /** Whom it is allowed, and who is not the person that asks. */
    private Request mine(Actor by, Optional<Request> found, UseCase what) {
        Request request = found.orElseThrow(Answers::unknown);
        access.allow(by, what, request.court(), request.caseId());
        boolean same = by.name().equals(request.partyName())
                || by.lent() != null && by.lent().lenderName().equals(request.partyName());
        boolean samePhone = staff.find(by.login())
                .filter(m -> parties.ownPhone(request.party())
                        .filter(m.phone()::equals)
                        .isPresent())
                .isPresent();
        if (same || samePhone) {
            throw new Problem.Forbidden("与提出请求的当事人姓名或者电话相同：本人的请求应由别的工作人员办理");
        }
        return request;
    }

    private static String reason(@Nullable String because) {
        String reason = PlainText.required("reason", because, 500, REASON);
        if (reason.length() < 4) {
            throw new Problem.Invalid("reason", REASON);
        }
        return reason;
    }

    private void tell(Actor by, String type, String word, Request request, String reason, Map<String, String> more) {
        Map<String, String> facts = new TreeMap<>(more);
        facts.put("request", Long.toString(request.id()));
        facts.put("subject", request.subject().name());
        facts.put("reason", reason);
        audit.record(
                by,
                request.court(),
                request.caseId(),
                new Act(type, "%s当事人%s%s的请求".formatted(word, request.partyName(), request.what()), facts));
    }

    private void sms(Request request) {
        parties.phone(request.party(), new Purpose(request.court(), request.caseId(), "短信告知个人信息请求的答复"))
                .ifPresent(phone -> messages.send(new Sms(
                        "rights:" + request.id(),
                        request.caseId(),
                        request.court(),
                        request.partyName(),
                        phone,
                        "%s：您%s的请求已有答复，请登录当事人门户查看。".formatted(request.number(), request.what()))));
    }

    private static Problem.NotFound unknown() {
        return new Problem.NotFound("没有这项请求");
    }
}
