package cn.sunlit.rights;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Mandate;
import cn.sunlit.cases.Mandates;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.FileKind;
import cn.sunlit.kernel.IdentityDocument;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.PartyId;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.WorkCalendar;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a party asks about its own data: to correct a number, a phone or an address, or to erase what nobody is obliged to keep.
 * Only the person of the session asks, and only about itself, in the one case of the session; an agent about its own data.
 */
@Service
@Transactional
public class Rights {

    static final String SEAL = "rights";

    /** What is taken as evidence, and how much of it. */
    public static final Set<FileKind> EVIDENCE = Set.of(FileKind.PDF, FileKind.JPEG, FileKind.PNG);

    public static final int EVIDENCE_MEGABYTES = 2;

    private static final int WORKING_DAYS = 15;

    private final RequestStore store;
    private final Cases cases;
    private final Mandates mandates;
    private final Parties parties;
    private final Keyring keys;
    private final Audit audit;
    private final Holidays holidays;
    private final Clock clock;

    Rights(
            RequestStore store,
            Cases cases,
            Mandates mandates,
            Parties parties,
            Keyring keys,
            Audit audit,
            Holidays holidays,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.mandates = mandates;
        this.parties = parties;
        this.keys = keys;
        this.audit = audit;
        this.holidays = holidays;
        this.clock = clock;
    }

    /** What the person has asked in this case, the newest first. */
    @Transactional(readOnly = true)
    public List<Request> own(Actor by, CaseFile file) {
        return store.ofParty(file.id(), self(by, file));
    }

    /**
     * Asks for a correction.
     *
     * @param evidence a file that shows it, or null
     */
    public void correct(
            Actor by,
            CaseFile file,
            String subject,
            @Nullable String wanted,
            @Nullable String said,
            byte @Nullable [] evidence) {
        PartyId me = self(by, file);
        Subject what = subject("subject", subject, Subject.corrections());
        String value = checked(me, what, PlainText.required("wanted", wanted, 200, "请填写正确的内容"));
        String why = PlainText.required("said", said, 500, "请说明哪里不对、有什么依据");
        FileKind kind = evidence == null || evidence.length == 0
                ? null
                : FileKind.judge("evidence", evidence, EVIDENCE_MEGABYTES, EVIDENCE);
        if (kind == null && what.needsTwo()) {
            throw new Problem.Invalid("evidence", "更正证件号码须附证件的照片或者扫描件");
        }
        add(by, file, me, what, value, masked(what, value), why, kind == null ? null : evidence, kind);
    }

    /** Asks for erasure. */
    public void erase(Actor by, CaseFile file, String subject, @Nullable String said) {
        PartyId me = self(by, file);
        Subject what = subject("erase", subject, Subject.erasures());
        String why = what == Subject.OTHER
                ? PlainText.required("why", said, 500, "请写明要删除哪些个人信息")
                : java.util.Objects.requireNonNullElse(PlainText.optional("why", said, 500), "");
        add(by, file, me, what, "", what.zh(), why, null, null);
    }

    @Practice(id = "PR-RIGHTS", text = "对当事人更正、删除个人信息的请求，自收到之日起十五个工作日内答复；法律只规定“及时”，日数为产品默认值。")
    private void add(
            Actor by,
            CaseFile file,
            PartyId me,
            Subject what,
            String wanted,
            String masked,
            String said,
            byte @Nullable [] evidence,
            @Nullable FileKind kind) {
        audit.hold(file.id());
        if (store.ofParty(file.id(), me).stream().anyMatch(r -> r.isOpen() && r.subject() == what)) {
            throw new Problem.Conflict("您已经提出过同样的请求，正在办理");
        }
        long id = store.add(new RequestStore.New(
                file.id(),
                file.number(),
                file.court(),
                me,
                by.name(),
                what,
                keys.encrypt(SEAL, JsonMapper.shared().writeValueAsString(new Content(wanted, said))),
                masked,
                evidence == null ? null : keys.encrypt(SEAL, evidence),
                kind,
                clock.instant(),
                answerBy(LocalDate.now(clock))));
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "RIGHTS_ASKED",
                        "%s请求%s".formatted(by.display(), (what.isCorrection() ? "更正" : "删除") + what.zh()),
                        Map.of("request", Long.toString(id), "subject", what.name())));
    }

    /** What is sealed of a request. */
    record Content(String wanted, String said) {}

    private LocalDate answerBy(LocalDate today) {
        WorkCalendar calendar = holidays.calendar();
        LocalDate day = today;
        for (int i = 0; i < WORKING_DAYS; i++) {
            day = calendar.nextWorkingDay(day.plusDays(1));
        }
        return day;
    }

    /** The registration under which the person of the session takes part in this case. */
    @Law(
            id = "PI-03",
            statute = "个人信息保护法",
            edition = "2021-11-01",
            article = 46,
            text = "个人发现其个人信息不准确或者不完整的，有权请求个人信息处理者更正、补充。")
    PartyId self(Actor by, CaseFile file) {
        if (by.kind() != Actor.Kind.PARTY
                || !by.cases().contains(file.id())
                || by.party().isEmpty()) {
            throw new Problem.Forbidden("只有当事人本人可以对自己的个人信息提出请求");
        }
        PartyId me = new PartyId(by.party().getAsLong());
        boolean takesPart = Stream.concat(
                        Stream.concat(file.applicants().stream(), file.respondents().stream())
                                .map(CaseParty::id),
                        mandates.heldBy(by, file.id()).stream().map(Mandate::person))
                .anyMatch(me::equals);
        if (!takesPart) {
            throw new Problem.Forbidden("只有当事人本人可以对自己的个人信息提出请求");
        }
        return me;
    }

    private static Subject subject(String field, String given, List<Subject> open) {
        return open.stream()
                .filter(s -> s.name().equals(given))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid(field, "请从列出的各项中选择"));
    }

    private String checked(PartyId me, Subject what, String wanted) {
        return switch (what) {
            case NUMBER -> number(me, wanted);
            case PHONE -> {
                String plain = wanted.replaceAll("[\\s-]", "");
                if (!plain.matches("\\+?\\d{7,15}")) {
                    throw new Problem.Invalid("wanted", "电话号码应为7至15位数字");
                }
                yield plain;
            }
            default -> wanted;
        };
    }

    private String number(PartyId me, String wanted) {
        String type = parties.get(me).idType();
        if (type == null) {
            throw new Problem.Invalid("wanted", "您在本案中没有登记证件号码，请联系承办法官补充登记");
        }
        try {
            return IdentityDocument.parse(IdentityDocument.Kind.valueOf(type), wanted)
                    .canonical();
        } catch (IllegalArgumentException wrong) {
            throw new Problem.Invalid("wanted", String.valueOf(wrong.getMessage()));
        }
    }

    private static String masked(Subject what, String value) {
        return switch (what) {
            case PHONE -> Redactor.phone(value);
            case ADDRESS -> Redactor.address(value);
            default -> Redactor.number(value);
        };
    }
}
