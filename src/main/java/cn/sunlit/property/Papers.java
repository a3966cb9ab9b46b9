package cn.sunlit.property;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.property.AssetStore.Held;
import cn.sunlit.property.MeasureStore.Measure;
import cn.sunlit.web.Show;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The documents that a measure needs: the ruling and the notice to the institution, and list two after it. */
@Component
class Papers {

    private final Documents documents;

    Papers(Documents documents) {
        this.documents = documents;
    }

    /** A ruling and its assistance notice. */
    record Pair(Document ruling, Document notice) {}

    Pair issue(
            Actor by,
            CaseFile file,
            Held asset,
            MeasureKind kind,
            @Nullable Money amount,
            LocalDate from,
            @Nullable LocalDate to,
            Optional<Measure> control,
            @Nullable String reason) {
        Map<String, Object> fields = fields(file, asset, kind, amount, from, to, control, reason);
        Document ruling = documents.issue(by, file.court(), file.id(), file.number(), rulingKind(kind), fields);
        fields.put("ruling", ruling.number());
        Document notice = documents.issue(by, file.court(), file.id(), file.number(), Kind.ASSIST_NOTICE, fields);
        return new Pair(ruling, notice);
    }

    private static Map<String, Object> fields(
            CaseFile file,
            Held asset,
            MeasureKind kind,
            @Nullable Money amount,
            LocalDate from,
            @Nullable LocalDate to,
            Optional<Measure> control,
            @Nullable String reason) {
        Map<String, Object> fields = parties(file);
        String what = asset.title() + (amount == null ? "" : " " + amount.display() + "元");
        fields.put("measure", kind.zh());
        fields.put("asset", asset.title());
        fields.put("institution", asset.place());
        fields.put("amount", amount == null ? "全部" : amount.display() + "元");
        fields.put("from", Show.dateInWords(from));
        fields.put("to", to == null ? "—" : Show.dateInWords(to));
        fields.put("original", control.map(Measure::ruling).orElse("—"));
        fields.put("reason", reason == null || reason.isBlank() ? ground(kind) : reason.strip());
        fields.put("matter", matter(kind, asset, what, from, to));
        return fields;
    }

    /** A document that is ready to go out. */
    record Draft(String title, String text) {}

    /** The ruling and the notice of a renewal as they would be issued today. */
    List<Draft> drafts(CaseFile file, Held asset, Optional<Measure> control, LocalDate today) {
        Map<String, Object> fields = fields(
                file,
                asset,
                MeasureKind.RENEW,
                control.map(Measure::amount).orElse(null),
                today,
                ControlRules.lastDay(asset.kind(), today),
                control,
                null);
        fields.put("ruling", "（签发时编号）");
        return Stream.of(Kind.RENEWAL_RULING, Kind.ASSIST_NOTICE)
                .map(kind -> new Draft(kind.title(), documents.draft(file.number(), kind, fields)))
                .toList();
    }

    private static Kind rulingKind(MeasureKind kind) {
        return switch (kind) {
            case FREEZE, SEAL, SEIZE -> Kind.CONTROL_RULING;
            case RENEW -> Kind.RENEWAL_RULING;
            case RELEASE -> Kind.RELEASE_RULING;
            case DEDUCT -> Kind.DEDUCTION_RULING;
        };
    }

    private static String ground(MeasureKind kind) {
        return switch (kind) {
            case RELEASE -> "债务已经清偿";
            case RENEW -> "控制期限将要届满，债务尚未清偿";
            default -> "被执行人未履行生效法律文书确定的义务";
        };
    }

    private static String matter(MeasureKind kind, Held asset, String what, LocalDate from, @Nullable LocalDate to) {
        String term = to == null ? "" : "，期限自%s起至%s止".formatted(Show.dateInWords(from), Show.dateInWords(to));
        return switch (kind) {
            case FREEZE, SEAL, SEIZE -> "%s被执行人%s的%s%s".formatted(kind.zh(), asset.owner(), what, term);
            case RENEW -> "续行控制被执行人%s的%s%s".formatted(asset.owner(), asset.title(), term);
            case RELEASE -> "解除对被执行人%s的%s的控制措施".formatted(asset.owner(), asset.title());
            case DEDUCT -> "扣划被执行人%s在%s的%s至本院案款账户".formatted(asset.owner(), asset.place(), what);
        };
    }

    /** List two as a document, told to the parties by their phone pages. */
    Document listTwo(Actor by, CaseFile file, String trigger, List<String> lines, LocalDate on) {
        Map<String, Object> fields = parties(file);
        fields.put("trigger", trigger);
        fields.put("lines", String.join("\n", lines));
        fields.put("content", String.join("\n", lines));
        fields.put("assets", String.join("\n", lines));
        Document list =
                documents.issue(by, file.court(), file.id(), file.number(), Kind.ASSET_DISTRIBUTION_LIST, fields);
        for (CaseParty p : file.applicants()) {
            documents.served(by, list.id(), p.id().value(), p.name(), "电子送达", on);
        }
        for (CaseParty p : file.respondents()) {
            documents.served(by, list.id(), p.id().value(), p.name(), "电子送达", on);
        }
        return list;
    }

    /** A ruling reaches both sides once it is carried out, not before. */
    @Law(
            id = "KZ-29",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 1,
            text = "人民法院查封、扣押、冻结被执行人的动产、不动产及其他财产权，应当作出裁定，并送达被执行人和申请执行人。")
    void serveRuling(Actor by, CaseFile file, long ruling, LocalDate on) {
        find(ruling).ifPresent(d -> {
            LocalDate day = on.isBefore(d.issuedOn()) ? d.issuedOn() : on;
            for (CaseParty p : file.applicants()) {
                documents.served(by, d.id(), p.id().value(), p.name(), "电子送达", day);
            }
            for (CaseParty p : file.respondents()) {
                documents.served(by, d.id(), p.id().value(), p.name(), "电子送达", day);
            }
        });
    }

    Optional<Document> find(long id) {
        return id == 0 ? Optional.empty() : documents.find(id);
    }

    static Map<String, Object> parties(CaseFile file) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("applicant", names(file.applicants()));
        fields.put("respondent", names(file.respondents()));
        fields.put("cause", file.cause() == null ? "—" : file.cause());
        fields.put(
                "title", file.title().number() == null ? "生效法律文书" : file.title().number());
        return fields;
    }

    private static String names(List<CaseParty> parties) {
        return parties.isEmpty()
                ? "（未载明）"
                : String.join("、", parties.stream().map(CaseParty::name).toList());
    }
}
