package cn.sunlit.rights;

import cn.sunlit.audit.Audit;
import cn.sunlit.audit.Entry;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.PdfPaper;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.kernel.IdentityDocument;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Problem;
import cn.sunlit.messages.Messages;
import cn.sunlit.notices.Notices;
import cn.sunlit.parties.Held;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.PartyId;
import cn.sunlit.rights.Copy.Row;
import cn.sunlit.rights.Copy.Section;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A copy of one's own data (查阅、复制). It is made when it is asked for, answered at once and kept nowhere, so that there is nothing
 * that somebody else could fetch; that it was made is on record like any other reading. What is in force is shown in full, what
 * was told before only masked: the session proves who holds the present phone, not who held an earlier one.
 */
@Service
@Transactional
public class Copies {

    private static final String ALL = "本人的全部个人信息";
    private static final int MOST_A_DAY = 10;
    private static final Set<String> READINGS = Set.of("PERSONAL_DATA_READ", "PERSONAL_DATA_USED");

    private final Rights rights;
    private final Cases cases;
    private final Parties parties;
    private final Notices notices;
    private final Messages messages;
    private final Documents documents;
    private final Courts courts;
    private final Audit audit;
    private final Clock clock;

    Copies(
            Rights rights,
            Cases cases,
            Parties parties,
            Notices notices,
            Messages messages,
            Documents documents,
            Courts courts,
            Audit audit,
            Clock clock) {
        this.rights = rights;
        this.cases = cases;
        this.parties = parties;
        this.notices = notices;
        this.messages = messages;
        this.documents = documents;
        this.courts = courts;
        this.audit = audit;
        this.clock = clock;
    }

    /** A copy for the person of the session, and for nobody else. */
    @Law(
            id = "PI-06",
            statute = "个人信息保护法",
            edition = "2021-11-01",
            article = 45,
            text = "个人请求查阅、复制其个人信息的，个人信息处理者应当及时提供。")
    public Copy make(Actor by, CaseFile file) {
        PartyId me = rights.self(by, file);
        audit.hold(file.id());
        Instant now = clock.instant();
        String mine = "party." + me.value();
        List<Entry> readings = audit.acts(file.id(), READINGS).stream()
                .filter(entry -> entry.facts().containsKey(mine))
                .toList();
        long today = readings.stream()
                .filter(e ->
                        e.login().equals(by.login()) && ALL.equals(e.facts().get("what")))
                .filter(e -> e.at().isAfter(now.minus(Duration.ofDays(1))))
                .count();
        if (today >= MOST_A_DAY) {
            throw new Problem.Conflict("一天最多导出%d次，请明天再试".formatted(MOST_A_DAY));
        }
        audit.read(by, file.court(), file.id(), Long.toString(me.value()), ALL, "当事人本人导出");
        Held held = parties.held(me);
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("案件", ofCase(file)));
        sections.add(new Section("身份、联系方式和收款账户", ofPerson(file, me, held)));
        sections.add(new Section(
                "以前登记的联系方式（只显示一部分）",
                held.former().stream()
                        .map(f -> new Row(
                                Show.dateTime(f.toldAt()) + " 登记", f.kind().zh() + " " + f.masked()))
                        .toList()));
        sections.add(new Section(
                "告知您的事",
                notices.to(file.id(), me).stream()
                        .map(n -> new Row(Show.dateTime(n.toldAt()), n.words()))
                        .toList()));
        sections.add(new Section(
                "发给您的短信",
                parties.ownPhone(me).map(phone -> messages.ofCase(file.id(), phone)).orElse(List.of()).stream()
                        .map(m -> new Row(
                                Show.dateTime(m.queuedAt()),
                                m.text() + "（" + m.state().zh() + "）"))
                        .toList()));
        sections.add(new Section(
                "您可以查阅的文书",
                documents.ofCase(by, file.id()).stream()
                        .map(d -> new Row(Show.date(d.issuedOn()), d.title() + " " + d.number()))
                        .toList()));
        sections.add(new Section(
                "谁查阅、使用过您的个人信息", readings.stream().map(e -> reading(e, mine)).toList()));
        sections.add(new Section(
                "您提出的请求",
                rights.own(by, file).stream()
                        .map(r -> new Row(
                                Show.dateTime(r.askedAt()),
                                r.what() + "：" + r.state().zh() + (r.reason() == null ? "" : "，" + r.reason())))
                        .toList()));
        sections.add(new Section(
                "没有列入的",
                Stream.of(45, 35)
                        .map(Request.Ground::of)
                        .map(g -> new Row(g.citation(), g.words().replace("\n", "")))
                        .toList()));
        return new Copy(courts.nameOf(file.court()), file.number().text(), by.name(), now, List.copyOf(sections));
    }

    private static List<Row> ofCase(CaseFile file) {
        return List.of(
                new Row("案号", file.number().text()),
                new Row("案由", Show.text(file.cause())),
                new Row("立案日", Show.date(file.filedOn())),
                new Row("阶段", file.stage().zh()));
    }

    private List<Row> ofPerson(CaseFile file, PartyId me, Held held) {
        List<Row> rows = new ArrayList<>();
        Stream.concat(file.applicants().stream(), file.respondents().stream())
                .filter(p -> p.id().equals(me))
                .map(CaseParty::side)
                .findFirst()
                .ifPresent(side -> rows.add(new Row("在本案中是", side.zh())));
        rows.add(new Row("姓名或者名称", held.name()));
        rows.add(new Row(
                "证件种类",
                held.idType() == null
                        ? Show.NONE
                        : IdentityDocument.Kind.valueOf(held.idType()).zh()));
        rows.add(new Row("证件号码", Show.text(held.number())));
        rows.add(new Row("手机号码", Show.text(held.phone())));
        rows.add(new Row("住址", Show.text(held.address())));
        cases.payee(file, me, "当事人本人导出个人信息")
                .ifPresent(
                        payee -> rows.add(new Row("收款账户", payee.name() + "，" + payee.bank() + "，" + payee.account())));
        return rows;
    }

    private static Row reading(Entry entry, String mine) {
        String who = entry.type().equals("PERSONAL_DATA_READ") ? entry.name() : "办案系统";
        String why = entry.facts().getOrDefault("reason", "");
        return new Row(
                Show.dateTime(entry.at()),
                who + "：" + entry.facts().getOrDefault(mine, "") + (why.isEmpty() ? "" : "，理由：" + why));
    }

    /** The copy as a paper. */
    public static byte[] paper(Copy copy) {
        try (PdfPaper paper = new PdfPaper("个人信息副本")) {
            paper.line("个人信息副本", 18).gap(6);
            paper.line("%s　%s　%s".formatted(copy.court(), copy.caseNumber(), copy.name()), 11);
            paper.line("制作时间：" + Show.dateTime(copy.madeAt()) + "。内含完整号码，请妥善保管。", 10)
                    .gap(8);
            for (Section section : copy.sections()) {
                paper.gap(6).line(section.title(), 13);
                if (section.rows().isEmpty()) {
                    paper.line("没有。", 10.5f);
                }
                section.rows().forEach(row -> paper.line(row.what() + "：" + row.value(), 10.5f));
            }
            return paper.bytes();
        }
    }
}
