package cn.sunlit.cases;

import cn.sunlit.identity.Court;
import cn.sunlit.identity.Courts;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.IdentityDocument;
import cn.sunlit.kernel.IdentityNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Problem.FieldError;
import cn.sunlit.parties.Kind;
import cn.sunlit.parties.PayeeAccount;
import cn.sunlit.parties.PersonDraft;
import cn.sunlit.statutes.Rate;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Turns the JSON of an application into a {@link Filing}, or names every field that is wrong. One reader for all ways in:
 * the API, each line of an imported file, the clerk's form. What is unknown is left out, never made up; in an existing
 * case, whose file nobody can complete any more, a gap is a warning.
 */
@Component
class FilingReader {

    /** What the file is: a new application, or a case that runs or has closed already. */
    enum Mode {
        NEW,
        EXISTING
    }

    private static final Set<String> NEW_FIELDS = Set.of(
            "court",
            "type",
            "receivedOn",
            "livelihood",
            "cause",
            "title",
            "applicants",
            "respondents",
            "obligations",
            "clues",
            "preserved",
            "source");
    private static final Set<String> EXISTING_FIELDS =
            Set.of("number", "filedOn", "stage", "closedOn", "outcome", "recovered", "events");
    private static final Set<String> ID_TYPES = Arrays.stream(IdentityDocument.Kind.values())
            .map(Enum::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    private static final int MOST_PARTIES = 500;

    private final CaseTypes types;
    private final Courts courts;
    private final CourtNames names;
    private final Clock clock;

    FilingReader(CaseTypes types, Courts courts, CourtNames names, Clock clock) {
        this.types = types;
        this.courts = courts;
        this.names = names;
        this.clock = clock;
    }

    /** @throws Problem.Invalid naming every wrong field */
    Filing read(JsonNode json, Mode mode) {
        if (!json.isObject()) {
            throw new Problem.Invalid("", "应为一个 JSON 对象 {…}");
        }
        return new Reading(mode, new FieldReader(json, "", new ArrayList<>()), LocalDate.now(clock)).filing();
    }

    /** One reading with its errors and warnings. */
    private final class Reading {
        private final Mode mode;
        private final FieldReader in;
        private final LocalDate today;
        private final List<FieldError> errors = new ArrayList<>();
        private final List<Filing.Doubt> doubts = new ArrayList<>();
        private @Nullable LocalDate decidedOn;

        Reading(Mode mode, FieldReader top, LocalDate today) {
            this.mode = mode;
            this.in = top.sharing(errors);
            this.today = today;
        }

        private boolean existing() {
            return mode == Mode.EXISTING;
        }

        private void doubt(String field, String message) {
            doubts.add(new Filing.Doubt(field, message));
        }

        Filing filing() {
            Set<String> known = new TreeSet<>(NEW_FIELDS);
            known.addAll(EXISTING_FIELDS);
            in.onlyKnown(known);
            if (!existing()) {
                for (String field : new TreeSet<>(EXISTING_FIELDS)) {
                    if (in.has(field)) {
                        in.wrong(field, "只有导入在办或者已结案件（mode=existing）时才能填写");
                    }
                }
            }
            CaseNumber number = existing() ? number() : null;
            CourtCode court = court(number);
            CaseType type = type();
            LocalDate received = in.date("receivedOn", today);
            Title title = title(received);
            List<Filing.Participant> applicants = parties("applicants", Side.APPLICANT);
            List<Filing.Participant> respondents = parties("respondents", Side.RESPONDENT);
            notAgainstOneself(applicants, respondents);
            List<Obligation> obligations = obligations();
            List<Filing.Clue> clues = in.each("clues", 200, this::clue);
            List<Filing.Preserved> preserved = in.each("preserved", 200, this::preserved);
            boolean livelihood = in.flag("livelihood");
            String cause = in.text("cause", 200);
            String source = in.text("source", 200);
            Filing.Existing past = existing() && number != null ? past(number) : null;
            if (!errors.isEmpty() || court == null || type == null) {
                throw new Problem.Invalid(errors);
            }
            return new Filing(
                    court,
                    type,
                    received == null && !existing() ? today : received,
                    livelihood,
                    cause,
                    title,
                    decidedOn,
                    applicants,
                    respondents,
                    obligations,
                    clues,
                    preserved,
                    source,
                    past,
                    List.copyOf(doubts));
        }

        private @Nullable CaseNumber number() {
            String text = in.needed("number", 100, "请填写案号");
            if (text == null) {
                return null;
            }
            try {
                CaseNumber number = CaseNumber.parseAnyForm(text);
                if (number.year() > today.getYear()) {
                    in.wrong("number", "案号年度%d晚于今年".formatted(number.year()));
                    return null;
                }
                if (number.isHistorical()) {
                    doubt("number", "案号不是现行格式，已按原样保存");
                }
                return number;
            } catch (IllegalArgumentException e) {
                in.wrong("number", String.valueOf(e.getMessage()));
                return null;
            }
        }

        /** A court by its code; in an existing case also by its full name, or one outside the register. */
        private @Nullable CourtCode court(@Nullable CaseNumber number) {
            String text = in.needed("court", 60, "请填写法院（法院代字，例如“鄂1125”）");
            if (text == null) {
                return null;
            }
            if (CourtCode.isWellFormed(text)) {
                CourtCode code = CourtCode.parse(text);
                if (courts.find(code).isEmpty()) {
                    if (!existing()) {
                        in.wrong("court", "法院登记册中没有代字为“%s”的法院".formatted(code));
                        return null;
                    }
                    doubt("court", "法院登记册中没有代字为“%s”的法院，已作为外院登记".formatted(code));
                }
                return code;
            }
            Optional<CourtCode> byName = courts.byName(text).map(Court::code);
            if (byName.isPresent()) {
                return byName.get();
            }
            if (!existing()) {
                in.wrong("court", "法院登记册中没有“%s”，请填写法院代字，例如“鄂1125”".formatted(text));
                return null;
            }
            String plain = CourtNames.withoutRemark(text);
            Optional<CourtCode> known = courts.byName(plain).map(Court::code).or(() -> names.code(plain));
            Optional<CourtCode> fromNumber = number == null ? Optional.empty() : CourtNames.inNumber(number);
            Optional<CourtCode> code = known.or(() -> fromNumber);
            if (code.isEmpty()) {
                in.wrong("court", "无法确定“%s”的法院代字，请填写代字，例如“鄂1125”".formatted(text));
                return null;
            }
            doubt("court", "法院“%s”按代字“%s”登记".formatted(text, code.get()));
            return code.get();
        }

        private @Nullable CaseType type() {
            List<CaseType> all = types.all();
            Set<String> codes = all.stream().map(CaseType::code).collect(Collectors.toCollection(LinkedHashSet::new));
            String word = in.word("type", codes, "请填写案件类型，例如 FIRST_ENFORCEMENT");
            return word == null ? null : types.get(word);
        }

        private Title title(@Nullable LocalDate received) {
            FieldReader title = in.child("title");
            if (title == null) {
                if (!in.has("title")) {
                    in.wrong("title", "请填写执行依据");
                }
                return new Title("OTHER", null, null, null, null);
            }
            title.onlyKnown(Set.of("kind", "number", "court", "decidedOn", "effectiveOn", "performanceDue"));
            Set<String> kinds = Arrays.stream(TitleKind.values())
                    .map(Enum::name)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            String kind = title.word("kind", kinds, "请填写执行依据的种类，例如 JUDGMENT");
            String number = title.text("number", 200);
            decidedOn = day(title, "decidedOn", today);
            LocalDate effective = day(title, "effectiveOn", today);
            LocalDate due = day(title, "performanceDue", LocalDate.of(2999, 12, 31));
            if (!existing()) {
                if (number == null && !title.has("number")) {
                    title.wrong("number", "请填写执行依据的文号");
                }
                if (effective == null && !title.has("effectiveOn")) {
                    doubt(title.at("effectiveOn"), "未填写生效日期，请核对执行依据是否已经生效");
                }
                if (effective != null && received != null && effective.isAfter(received)) {
                    title.wrong("effectiveOn", "生效日期%s晚于收到申请的日期%s".formatted(effective, received));
                }
            }
            if (effective != null && due != null && due.isBefore(effective)) {
                title.wrong("performanceDue", "履行期限届满日%s早于生效日期%s".formatted(due, effective));
            } else if (due != null && due.isAfter(received == null ? today : received)) {
                doubt(title.at("performanceDue"), "收到申请时履行期限尚未届满（%s），请核对是否符合受理条件".formatted(due));
            }
            return new Title(kind == null ? "OTHER" : kind, number, title.text("court", 100), effective, due);
        }

        /** A day of the title; of an existing case only the month or the year may be known. */
        private @Nullable LocalDate day(FieldReader title, String field, LocalDate latest) {
            String text = existing() ? title.text(field, 40) : null;
            if (text != null && text.matches("\\d{4}(-\\d{2})?")) {
                doubt(title.at(field), "日期不完整（%s），未登记".formatted(text));
                return null;
            }
            return title.date(field, latest);
        }

        private List<Filing.Participant> parties(String field, Side side) {
            Set<String> numbers = new LinkedHashSet<>();
            List<Filing.Participant> all = in.each(field, MOST_PARTIES, p -> party(p, side, numbers));
            if (!in.has(field) || in.size(field) == 0) {
                if (existing()) {
                    doubt(field, "卷宗未载明" + side.zh());
                } else if (errors.stream().noneMatch(e -> e.field().equals(field))) {
                    in.wrong(field, "至少要有一名" + side.zh());
                }
            }
            return all;
        }

        /** Nobody applies against himself; in an old file it may be how a merger was entered. */
        private void notAgainstOneself(List<Filing.Participant> applicants, List<Filing.Participant> respondents) {
            Set<String> applying = applicants.stream()
                    .map(a -> a.person().idNumber())
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            for (Filing.Participant r : respondents) {
                if (r.person().idNumber() == null
                        || !applying.contains(r.person().idNumber())) {
                    continue;
                }
                String said = "被执行人“%s”与申请执行人的证件号相同".formatted(r.person().name());
                if (existing()) {
                    doubt("respondents", said);
                } else {
                    in.wrong("respondents", said);
                }
            }
        }

        private Filing.@Nullable Participant party(FieldReader p, Side side, Set<String> numbers) {
            p.onlyKnown(Set.of("kind", "name", "idType", "idNumber", "phone", "address", "payee", "agent"));
            String kind = p.word(
                    "kind",
                    new LinkedHashSet<>(List.of("PERSON", "ORGANISATION")),
                    "请填写 PERSON（自然人）或者 ORGANISATION（法人、其他组织）");
            String name = p.name("name", "请填写姓名或者名称");
            String idType = p.word("idType", ID_TYPES, null);
            String number = p.text("idNumber", 40);
            if (idType != null && number == null && !p.has("idNumber")) {
                p.wrong("idNumber", "填写了证件种类，还须填写证件号");
            }
            if (number != null && !p.has("idType")) {
                idType = "PERSON".equals(kind) ? "RESIDENT_ID" : "CREDIT_CODE";
            }
            String canonical = number == null || idType == null ? null : number(p, idType, number);
            if (canonical != null && !numbers.add(idType + canonical)) {
                p.wrong("idNumber", "与前面的%s证件号相同".formatted(side.zh()));
            }
            if (number == null && !p.has("idNumber") && !p.has("idType")) {
                doubt(p.at("idNumber"), "未填写证件号，无法查询关联案件和网络查控");
            }
            if (name != null && looksMasked(name)) {
                doubt(p.at("name"), "名称似经隐名处理（%s）".formatted(name));
            }
            if ("PERSON".equals(kind) && "CREDIT_CODE".equals(idType)) {
                p.wrong("idType", "自然人不使用统一社会信用代码");
            }
            if ("ORGANISATION".equals(kind) && "RESIDENT_ID".equals(idType)) {
                p.wrong("idType", "法人、其他组织不使用居民身份证");
            }
            String phone = phone(p);
            String address = p.text("address", 200);
            PayeeAccount payee = payee(p, side, name);
            Filing.Agent agent = agent(p);
            return kind == null || name == null
                    ? null
                    : new Filing.Participant(
                            new PersonDraft(
                                    Kind.valueOf(kind),
                                    name,
                                    canonical == null ? null : idType,
                                    canonical,
                                    phone,
                                    address),
                            payee,
                            agent);
        }

        private Filing.@Nullable Agent agent(FieldReader p) {
            FieldReader agent = p.child("agent");
            if (agent == null) {
                return null;
            }
            agent.onlyKnown(Set.of("name", "phone", "special", "collect", "paper", "until"));
            String name = agent.name("name", "请填写代理人姓名");
            String phone = phone(agent);
            if (phone == null && !agent.has("phone")) {
                agent.wrong("phone", "请填写代理人电话，进展要告知代理人");
            }
            Set<SpecialPower> powers = EnumSet.noneOf(SpecialPower.class);
            if (agent.flag("special")) {
                powers.addAll(EnumSet.of(SpecialPower.WAIVE, SpecialPower.SETTLE));
            }
            // Money is a power of its own: an authorisation that speaks of settling does not speak of collecting.
            if (agent.flag("collect")) {
                powers.add(SpecialPower.COLLECT);
            }
            String paper = agent.text("paper", 200);
            LocalDate until = agent.date("until", today.plusYears(50));
            if (until != null && until.isBefore(today)) {
                agent.wrong("until", "授权已经到期");
            }
            return name == null || phone == null ? null : new Filing.Agent(name, phone, powers, paper, until);
        }

        private @Nullable String number(FieldReader p, String idType, String number) {
            try {
                switch (idType) {
                    case "RESIDENT_ID" -> {
                        IdentityNumber id = IdentityNumber.parse(number);
                        if (id.birthday().isAfter(today)) {
                            p.wrong("idNumber", "身份证号中的出生日期晚于今天");
                            return null;
                        }
                        return id.value();
                    }
                    default -> {
                        IdentityDocument document =
                                IdentityDocument.parse(IdentityDocument.Kind.valueOf(idType), number);
                        document.warnings().forEach(w -> doubt(p.at("idNumber"), w));
                        return document.canonical();
                    }
                }
            } catch (IllegalArgumentException e) {
                String message = String.valueOf(e.getMessage());
                // A masked number of a real file says nothing about the person: it is left out, with a remark.
                if (existing() && number.contains("*")) {
                    doubt(p.at("idNumber"), "证件号已被隐去，未登记");
                    return null;
                }
                p.wrong("idNumber", message);
                return null;
            }
        }

        private boolean looksMasked(String name) {
            return name.matches(".*[某×Ｘ＊*○].*");
        }

        private @Nullable String phone(FieldReader p) {
            String text = p.text("phone", 40);
            if (text == null) {
                return null;
            }
            String plain = text.replaceAll("[\\s-]", "");
            if (!plain.matches("\\+?\\d{7,15}")) {
                p.wrong("phone", "电话号码应为7至15位数字");
                return null;
            }
            return plain;
        }

        private @Nullable PayeeAccount payee(FieldReader p, Side side, @Nullable String partyName) {
            FieldReader payee = p.child("payee");
            if (payee == null) {
                if (side == Side.APPLICANT && !existing() && !p.has("payee")) {
                    doubt(p.at("payee"), "未填写收款账户，案款到账后须先补充才能发放");
                }
                return null;
            }
            payee.onlyKnown(Set.of("name", "bank", "account"));
            String name = payee.name("name", "请填写收款户名");
            String bank = payee.needed("bank", 100, "请填写开户银行");
            String account = payee.needed("account", 60, "请填写收款账号");
            if (account != null) {
                account = account.replaceAll("[\\s-]", "");
                if (!account.matches("[0-9A-Za-z]{6,34}")) {
                    payee.wrong("account", "账号应为6至34位数字或者字母");
                    return null;
                }
            }
            if (name != null && partyName != null && !name.equals(partyName)) {
                doubt(payee.at("name"), "收款户名“%s”与%s“%s”不一致，请核对授权".formatted(name, side.zh(), partyName));
            }
            return name == null || bank == null || account == null ? null : new PayeeAccount(name, bank, account);
        }

        private List<Obligation> obligations() {
            List<Obligation> all = in.each("obligations", 50, this::obligation);
            if (!in.has("obligations") || in.size("obligations") == 0) {
                if (existing()) {
                    doubt("obligations", "卷宗未载明给付内容");
                } else if (errors.stream().noneMatch(e -> e.field().equals("obligations"))) {
                    in.wrong("obligations", "至少要有一项给付内容（金钱或者行为）");
                }
            }
            if (!MoneyTerms.of(all).uniform()) {
                doubt("obligations", "各项金钱债务的利息约定不同，一般利息须由承办人核定，系统不自动计算");
            }
            return all;
        }

        private @Nullable Obligation obligation(FieldReader o) {
            String kind =
                    o.word("kind", new LinkedHashSet<>(List.of("MONEY", "CONDUCT")), "请填写 MONEY（金钱）或者 CONDUCT（行为）");
            if (kind == null) {
                return null;
            }
            if (kind.equals("CONDUCT")) {
                o.onlyKnown(Set.of("kind", "description"));
                String description = o.text("description", 2000, true);
                if (description == null && !o.has("description")) {
                    o.wrong("description", "请写明应履行的行为");
                }
                return description == null ? null : new Obligation.Conduct(description);
            }
            o.onlyKnown(Set.of("kind", "principal", "costs", "interest", "description"));
            if (o.has("description")) {
                o.wrong("description", "金钱给付不填写行为内容；另有应履行的行为的，请另列一项");
            }
            Money principal = o.money("principal");
            Money costs = o.money("costs");
            if (principal == null && !o.has("principal") && !o.has("costs")) {
                o.wrong("principal", "请填写本金");
            } else if (principal != null && !o.has("costs") && principal.isZero()) {
                o.wrong("principal", "本金应大于零");
            }
            FieldReader interest = o.child("interest");
            Rate rate = null;
            LocalDate from = null;
            if (interest != null) {
                interest.onlyKnown(Set.of("rate", "from"));
                from = interest.date("from", today);
                if (from == null && !interest.has("from")) {
                    interest.wrong("from", "请填写起息日");
                }
                FieldReader terms = interest.child("rate");
                if (terms == null && !interest.has("rate")) {
                    interest.wrong("rate", "请填写利率");
                }
                rate = terms == null ? null : rate(terms);
            }
            return new Obligation.MoneyDue(
                    principal == null ? Money.ZERO : principal, costs == null ? Money.ZERO : costs, rate, from);
        }

        private @Nullable Rate rate(FieldReader r) {
            r.onlyKnown(Set.of("kind", "percent", "multiple", "fixedAt"));
            String kind = r.word("kind", new LinkedHashSet<>(List.of("FIXED", "LPR_1Y", "LPR_5Y")), "请填写利率种类");
            BigDecimal percent = r.decimal("percent");
            BigDecimal multiple = r.decimal("multiple");
            LocalDate fixedAt = r.date("fixedAt", today);
            if (kind == null) {
                return null;
            }
            if (kind.equals("FIXED") && percent == null) {
                if (!r.has("percent")) {
                    r.wrong("percent", "固定利率须填写年利率（%）");
                }
                return null;
            }
            try {
                return Rate.of(kind, percent, multiple, fixedAt);
            } catch (IllegalArgumentException e) {
                r.wrong(kind.equals("FIXED") ? "percent" : "multiple", String.valueOf(e.getMessage()));
                return null;
            }
        }

        private Filing.@Nullable Clue clue(FieldReader c) {
            c.onlyKnown(Set.of("kind", "description"));
            String kind = c.text("kind", 40);
            String description = c.text("description", 2000, true);
            if (description == null) {
                if (!c.has("description")) {
                    c.wrong("description", "请写明财产线索");
                }
                return null;
            }
            return new Filing.Clue(kind == null ? "OTHER" : kind, description);
        }

        private Filing.@Nullable Preserved preserved(FieldReader a) {
            a.onlyKnown(Set.of("kind", "holder", "account", "amount", "from", "to", "rank", "document"));
            String kind = a.needed("kind", 40, "请填写财产种类，例如 DEPOSIT");
            LocalDate from = a.date("from", today);
            LocalDate to = a.date("to", LocalDate.of(2999, 12, 31));
            if (from != null && to != null && to.isBefore(from)) {
                a.wrong("to", "到期日%s早于起始日%s".formatted(to, from));
            }
            var item = new Filing.Preserved(
                    kind == null ? "OTHER" : kind,
                    a.text("holder", 100),
                    a.text("account", 60),
                    a.money("amount"),
                    from,
                    to,
                    a.whole("rank", 1, 1, 999),
                    a.text("document", 200));
            return kind == null ? null : item;
        }

        private Filing.Existing past(CaseNumber number) {
            LocalDate filed = in.date("filedOn", today);
            LocalDate closed = in.date("closedOn", today);
            String stage = in.word("stage", names(Stage.values()), "请填写办理阶段，例如 OPEN");
            String outcome = in.word("outcome", names(Outcome.values()), null);
            if (filed != null && closed != null && closed.isBefore(filed)) {
                in.wrong("closedOn", "结案日期%s早于立案日期%s".formatted(closed, filed));
            }
            Stage at = stage == null ? Stage.OPEN : Stage.valueOf(stage);
            boolean running = at == Stage.OPEN || at == Stage.SUSPENDED;
            if (running && closed != null) {
                in.wrong("closedOn", "在办案件不应有结案日期");
            }
            if (running && outcome != null) {
                in.wrong("outcome", "在办案件不应有结案方式");
            }
            Outcome how = outcome == null ? null : Outcome.valueOf(outcome);
            if (at == Stage.TERMINATED_THIS_PROCEDURE) {
                if (how != null && how != Outcome.TERMINATED_THIS_PROCEDURE) {
                    in.wrong("outcome", "终结本次执行程序的案件，结案方式应为 TERMINATED_THIS_PROCEDURE");
                }
                how = Outcome.TERMINATED_THIS_PROCEDURE;
            }
            if (at == Stage.CLOSED && how == null) {
                doubt("outcome", "已结案件未载明结案方式");
            }
            if (!running && closed == null) {
                doubt("closedOn", "卷宗未载明结案日期");
            }
            if (filed == null && !in.has("filedOn")) {
                doubt("filedOn", "卷宗未载明立案日期");
            }
            List<HistoryEvent> events = in.each("events", 2000, this::event);
            return new Filing.Existing(number, filed, at, closed, how, in.money("recovered"), events);
        }

        private @Nullable HistoryEvent event(FieldReader e) {
            e.onlyKnown(Set.of("date", "event", "detail"));
            String date = e.text("date", 40);
            String event = e.text("event", 500, true);
            if (event == null) {
                if (!e.has("event")) {
                    e.wrong("event", "请写明事项");
                }
                return null;
            }
            return new HistoryEvent(date == null ? "" : date, event, e.text("detail", 2000, true));
        }
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
