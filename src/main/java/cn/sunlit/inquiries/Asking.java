package cn.sunlit.inquiries;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.keys.Keyring;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.Purpose;
import cn.sunlit.settings.Holidays;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Puts a round into the outbox: the notice to the institutions, and one request for each of them and each respondent. */
@Component
class Asking {

    @Practice(id = "CK-06", text = "协助请求先发控制事项，再发涉民生案件（绿色通道）的查询，然后发其他查询（产品默认值）")
    private static final int GREEN_LANE = 1;

    private static final int ORDINARY = 2;

    private final InquiryStore store;
    private final Institutions institutions;
    private final Holidays holidays;
    private final Parties parties;
    private final Documents documents;
    private final Docket docket;
    private final Audit audit;
    private final Keyring keys;
    private final Clock clock;

    Asking(
            InquiryStore store,
            Institutions institutions,
            Holidays holidays,
            Parties parties,
            Documents documents,
            Docket docket,
            Audit audit,
            Keyring keys,
            Clock clock) {
        this.store = store;
        this.institutions = institutions;
        this.holidays = holidays;
        this.parties = parties;
        this.documents = documents;
        this.docket = docket;
        this.audit = audit;
        this.keys = keys;
        this.clock = clock;
    }

    /** One institution to be asked about one respondent. */
    record Question(Institution to, CaseParty about) {}

    /** Whom a round asks about whom; those left out for whom the answer is awaited already. */
    List<Question> questions(CaseFile file, Wanted wanted, List<AskedPair> askedBefore) {
        Set<String> awaited = askedBefore.stream()
                .filter(AskedPair::open)
                .map(p -> p.institution() + " " + p.respondent())
                .collect(Collectors.toSet());
        List<Question> all = new ArrayList<>();
        for (CaseParty respondent : file.respondents()) {
            if (!respondent.hasNumber()
                    || !(wanted.respondents().isEmpty() || wanted.respondents().contains(respondent.id()))) {
                continue;
            }
            for (Institution to : institutions.all()) {
                if (to.canBeAsked(respondent.kind())
                        && (wanted.institutions().isEmpty()
                                || wanted.institutions().contains(to.code()))
                        && !awaited.contains(to.code() + " " + respondent.id())) {
                    all.add(new Question(to, respondent));
                }
            }
        }
        return all;
    }

    RoundBegun begin(Actor by, CaseFile file, Batch batch, Wanted wanted, List<Question> questions) {
        Instant now = clock.instant();
        Document notice = notice(by, file, questions);
        List<String> leftOut = file.respondents().stream()
                .filter(r -> !r.hasNumber())
                .map(r -> r.name() + "：无证件号")
                .toList();
        Map<CaseParty, List<Institution>> byRespondent = questions.stream()
                .collect(Collectors.groupingBy(
                        Question::about, LinkedHashMap::new, Collectors.mapping(Question::to, Collectors.toList())));
        byRespondent.forEach((respondent, asked) -> ask(file, batch, respondent, asked, notice.number(), now));
        if (wanted.step()) {
            docket.complete(
                    by,
                    file.id(),
                    "C01",
                    LocalDate.now(clock),
                    List.of(
                            new Evidence("DOCUMENT", "document:" + notice.id(), notice.title(), notice.sha256()),
                            new Evidence(
                                    "RECORD",
                                    "inquiry-round:" + batch.id(),
                                    "第%d轮网络查询发起记录（%d项请求）".formatted(batch.sequence(), questions.size()),
                                    null)));
        }
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "INQUIRY_STARTED",
                        "发起第%d轮网络查询（%s）：向协助单位发出%d项请求".formatted(batch.sequence(), wanted.because(), questions.size()),
                        Map.of(
                                "round", Integer.toString(batch.sequence()),
                                "requests", Integer.toString(questions.size()))));
        return new RoundBegun(
                new Batch(batch.id(), batch.sequence(), questions.size(), leftOut), closed(questions, now));
    }

    private Document notice(Actor by, CaseFile file, List<Question> questions) {
        String names = questions.stream().map(q -> q.about().name()).distinct().collect(Collectors.joining("、"));
        return documents.issue(
                by,
                file.court(),
                file.id(),
                file.number(),
                Kind.ASSIST_QUERY,
                Map.of("institution", "各协助执行单位", "respondent", names, "scope", "银行存款及网络资金、车辆、不动产、股权、证券等财产信息"));
    }

    private List<String> closed(List<Question> questions, Instant now) {
        ZonedDateTime here = now.atZone(TimeConfiguration.ZONE);
        return questions.stream()
                .map(Question::to)
                .distinct()
                .filter(to -> !to.hours().isOpen(here, holidays.calendar()))
                .map(Institution::name)
                .toList();
    }

    private void ask(
            CaseFile file, Batch batch, CaseParty respondent, List<Institution> asked, String document, Instant now) {
        boolean person = respondent.kind() == cn.sunlit.parties.Kind.PERSON;
        String number = parties.numberForInquiry(respondent.id(), new Purpose(file.court(), file.id(), "向协助单位查询财产"))
                .orElseThrow(() -> new IllegalStateException("a respondent with a number has none"));
        List<InquiryStore.Queued> requests = new ArrayList<>();
        for (Institution to : asked) {
            UUID key = UUID.randomUUID();
            byte[] body = Wire.query(
                    key.toString(),
                    file.court().value(),
                    file.number().text(),
                    person,
                    respondent.name(),
                    number,
                    document);
            requests.add(new InquiryStore.Queued(
                    key,
                    batch.id(),
                    file.id(),
                    file.court(),
                    to.code(),
                    respondent.id(),
                    respondent.name(),
                    null,
                    file.livelihood() ? GREEN_LANE : ORDINARY,
                    keys.encrypt(Institutions.BODY, body),
                    now,
                    institutions.promised(to, now)));
        }
        store.addAll(requests);
    }
}
