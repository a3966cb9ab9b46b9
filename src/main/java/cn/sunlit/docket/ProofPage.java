package cn.sunlit.docket;

import cn.sunlit.deadlines.Computation;
import cn.sunlit.deadlines.ProofSheet;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.QrCode;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proof of a node's last day: {@code /cases/{number}/nodes/{run}/proof}. The PDF has the same parts.
 *
 * @param address where the entry of the record is verified; null before there is one
 */
record ProofPage(
        CaseHeader header,
        ProofSheet sheet,
        long run,
        List<Part> parts,
        @Nullable String address) implements Screen {

    /** A heading and what stands below it. */
    record Part(String heading, List<String> lines) {}

    static ProofPage of(CaseHeader header, ProofSheets.Shown shown, @Nullable String address) {
        ProofSheet sheet = shown.sheet();
        Computation c = sheet.computation();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(
                "节点",
                List.of(
                        sheet.caseNumber(),
                        "%s %s，第%d次，%s"
                                .formatted(
                                        c.rule().node(),
                                        c.rule().name(),
                                        sheet.run(),
                                        shown.run().state().zh()),
                        result(c))));
        parts.add(new Part("起算", start(c)));
        parts.add(new Part("规则", rule(c)));
        if (!c.excluded().isEmpty()) {
            parts.add(new Part(
                    "不计入的期间", c.excluded().stream().map(ProofPage::stretch).toList()));
        }
        if (!c.extended().isEmpty()) {
            parts.add(new Part(
                    "延长", c.extended().stream().map(ProofPage::extension).toList()));
        }
        parts.add(new Part(
                "推算",
                shown.reckoned().steps().stream()
                        .map(s -> Show.date(s.date()) + "　" + s.text())
                        .toList()));
        parts.add(new Part("放假安排", c.calendar().stream().map(ProofPage::notice).toList()));
        if (!sheet.replaced().isEmpty()) {
            parts.add(new Part(
                    "被替代的推算", sheet.replaced().stream().map(ProofPage::replaced).toList()));
        }
        parts.add(new Part(
                "核验",
                List.of(
                        "推算记录的散列值（SHA-256）：" + sheet.sha256(),
                        "用期限证明文件（JSON）或者本证明的PDF文件执行 ./run recompute，可脱离系统重新推算")));
        return new ProofPage(header, sheet, shown.run().id(), parts, address);
    }

    private static String result(Computation c) {
        Computation.Result r = c.result();
        if (r.stoppedSince() != null) {
            return "自%s起停止计算，届满日待定".formatted(Show.date(r.stoppedSince()));
        }
        if (r.dueOn() == null) {
            return "没有届满日";
        }
        return "最后一日：%s%s；黄灯：%s，红灯：%s"
                .formatted(
                        Show.date(r.dueOn()),
                        r.provisional() ? "（暂定）" : "",
                        Show.date(r.yellowOn()),
                        Show.date(r.redOn()));
    }

    private static List<String> start(Computation c) {
        List<String> lines = new ArrayList<>();
        lines.add("%s　%s".formatted(Show.date(c.start().on()), c.start().name()));
        lines.add("凭据：" + shown(c.start().shown()));
        if (c.start().reported() != null) {
            lines.add("原登记的起算日：%s，已更正".formatted(Show.date(c.start().reported())));
        }
        return lines;
    }

    private static List<String> rule(Computation c) {
        Computation.Rule rule = c.rule();
        List<String> lines = new ArrayList<>();
        String period = rule.period() == null
                ? "没有固定期限"
                : (rule.backward() ? "至迟提前" : "")
                        + Computation.period(rule.period()).display();
        lines.add("%s（%s），节点目录%s版"
                .formatted(
                        period,
                        Authority.valueOf(rule.authority()).zh(),
                        rule.catalogue().split(" ")[0]));
        rule.basis().forEach(line -> lines.add("目录所引：" + line));
        if (!rule.articles().isEmpty()) {
            lines.add("条文及版本：" + String.join("、", rule.articles()));
        }
        return lines;
    }

    private static String stretch(Computation.Stretch s) {
        return "%s至%s　%s；文书：%s；提请：%s；批准：%s；依据：%s"
                .formatted(
                        Show.date(s.from()),
                        s.to() == null ? "尚未结束" : Show.date(s.to()),
                        s.name(),
                        shown(s.shown()),
                        s.proposedBy(),
                        s.approvedBy(),
                        s.law());
    }

    private static String extension(Computation.Extension e) {
        return "%s；文书：%s；提请：%s；批准：%s；依据：%s"
                .formatted(
                        Computation.period(e.period()).display(),
                        shown(e.shown()),
                        e.proposedBy(),
                        e.approvedBy(),
                        e.law());
    }

    private static String notice(Computation.Notice n) {
        if (n.source() == null) {
            return "%d年的放假安排尚未公布，按周六周日推算".formatted(n.year());
        }
        return "%d年：%s%s；所涉放假%s；调休上班%s；文件散列值 %s"
                .formatted(
                        n.year(),
                        n.number() == null ? "" : n.number() + " ",
                        n.source(),
                        n.off().isEmpty() ? "无" : n.off().toString(),
                        n.makeUp().isEmpty() ? "无" : n.makeUp().toString(),
                        n.sha256());
    }

    private static String replaced(ProofSheet.Replaced r) {
        var due = r.computation().result().dueOn();
        return "第%d次：最后一日%s；因“%s”，由%s于%s重算；散列值 %s"
                .formatted(
                        r.nth(),
                        due == null ? "待定" : Show.date(due),
                        r.why(),
                        r.by(),
                        Show.dateTime(Instant.parse(r.at())),
                        r.sha256());
    }

    private static String shown(Computation.Shown s) {
        return s.title()
                + (s.reference().isEmpty() || s.title().contains(s.reference()) ? "" : "（" + s.reference() + "）")
                + (s.sha256() == null ? "" : "，散列值 " + s.sha256());
    }

    @Nullable
    String qr() {
        return address == null ? null : QrCode.dataUri(address);
    }

    @Override
    public String title() {
        return "期限证明 " + sheet.node() + " " + sheet.computation().rule().name();
    }
}
