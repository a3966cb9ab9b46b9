package cn.sunlit.cases;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.IdentityDocument;
import cn.sunlit.kernel.IdentityNumber;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.parties.Kind;
import cn.sunlit.parties.PersonDraft;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a mandate as typed; names every wrong field at once. */
final class MandateReader {

    /** A case number, perhaps with the sub-number of one ruling. */
    private static final Pattern RULING = Pattern.compile("([（(]\\d{4}[)）][^（）()\\s]{2,30}号)(之[一二三四五六七八九十]{1,4})?");

    private final MandateDraft draft;
    private final CaseFile file;
    private final LocalDate today;
    private final List<Problem.FieldError> errors = new ArrayList<>();

    private MandateReader(MandateDraft draft, CaseFile file, LocalDate today) {
        this.draft = draft;
        this.file = file;
        this.today = today;
    }

    /** A mandate of which every field can be meant. */
    record Read(
            Mandate.Kind kind,
            CaseParty principal,
            PersonDraft person,
            Set<SpecialPower> powers,
            boolean replaces,
            String paper,
            LocalDate from,
            @Nullable LocalDate until) {}

    static Read read(MandateDraft draft, CaseFile file, LocalDate today) {
        return new MandateReader(draft, file, today).read();
    }

    @Law(
            id = "WT-05",
            statute = "执行工作若干规定",
            edition = "2021-01-01",
            article = 20,
            text = "委托代理的，应当向人民法院提交经委托人签字或盖章的授权委托书，写明代理人的姓名或者名称、代理事项、权限和期限。")
    @Law(
            id = "WT-06",
            statute = "变更追加当事人",
            edition = "2021-01-01",
            article = 28,
            text = "经审查，理由成立的，裁定变更、追加；理由不成立的，裁定驳回。")
    private Read read() {
        Mandate.Kind kind = kind();
        CaseParty principal = Stream.concat(file.applicants().stream(), file.respondents().stream())
                .filter(p -> draft.principal() != null && p.id().value() == draft.principal())
                .findFirst()
                .orElse(null);
        if (principal == null) {
            errors.add(new Problem.FieldError("principal", "请选择本案的一方当事人"));
        }
        String name = text("name", draft.name(), 100, "请填写姓名或者名称");
        String phone = phone();
        String paper = text(
                "paper",
                draft.paper(),
                200,
                "请填写%s".formatted(kind == null ? "依据的文书" : kind.paper() + "的名称和日期，没有不能登记"));
        if (kind == Mandate.Kind.SUCCESSOR && paper != null && !isRuling(paper)) {
            errors.add(new Problem.FieldError("paper", "请写明变更、追加裁定书的案号，例如（2026）鄂1125执异5号；没有裁定不能登记承继人（变更追加当事人规定第二十八条）"));
        }
        LocalDate from = Objects.requireNonNullElse(day("from", draft.from()), today);
        if (from.isAfter(today)) {
            errors.add(new Problem.FieldError("from", "起始日不能晚于今天"));
        }
        LocalDate until = day("until", draft.until());
        if (until != null && until.isBefore(today)) {
            errors.add(new Problem.FieldError("until", "授权已经到期，不能登记"));
        }
        Set<SpecialPower> powers = powers(kind);
        PersonDraft person = person(kind, principal, name, phone);
        if (!errors.isEmpty() || kind == null || principal == null || person == null || paper == null) {
            throw new Problem.Invalid(errors);
        }
        boolean replaces = kind == Mandate.Kind.SUCCESSOR && Boolean.TRUE.equals(draft.replaces());
        return new Read(
                kind, principal, person, powers, replaces, paper, from, kind == Mandate.Kind.SUCCESSOR ? null : until);
    }

    private Mandate.@Nullable Kind kind() {
        Mandate.Kind kind = Arrays.stream(Mandate.Kind.values())
                .filter(k -> k.name().equals(draft.kind()))
                .findFirst()
                .orElse(null);
        if (kind == null) {
            errors.add(new Problem.FieldError("kind", "请选择委托代理人、法定代表人或者承继人"));
        }
        return kind;
    }

    private @Nullable String text(String field, @Nullable String value, int most, String missing) {
        try {
            String plain = PlainText.required(field, value, most, missing);
            if (plain.indexOf('\n') >= 0 || plain.indexOf('\r') >= 0) {
                throw new Problem.Invalid(field, "不能换行");
            }
            return plain;
        } catch (Problem.Invalid wrong) {
            errors.addAll(wrong.errors());
            return null;
        }
    }

    private @Nullable String phone() {
        String plain = draft.phone() == null ? "" : draft.phone().replaceAll("[\\s-]", "");
        if (!plain.matches("\\+?\\d{7,15}")) {
            errors.add(new Problem.FieldError("phone", "请填写电话，应为7至15位数字；查看案件的验证码发到这里"));
            return null;
        }
        return plain;
    }

    private @Nullable LocalDate day(String field, @Nullable String text) {
        try {
            LocalDate day = PlainDay.optional(field, text);
            if (day != null && (day.getYear() < 1980 || day.getYear() > today.getYear() + 50)) {
                errors.add(new Problem.FieldError(field, "日期不合理"));
                return null;
            }
            return day;
        } catch (Problem.Invalid wrong) {
            errors.addAll(wrong.errors());
            return null;
        }
    }

    private Set<SpecialPower> powers(Mandate.@Nullable Kind kind) {
        Set<SpecialPower> powers = EnumSet.noneOf(SpecialPower.class);
        List<String> asked = draft.powers() == null ? List.of() : draft.powers();
        for (String each : asked) {
            Arrays.stream(SpecialPower.values())
                    .filter(p -> p.name().equals(each))
                    .findFirst()
                    .ifPresentOrElse(
                            powers::add,
                            () -> errors.add(new Problem.FieldError("powers", "特别授权的事项只有放弃、变更民事权利，进行执行和解，收取执行款项")));
        }
        if (!powers.isEmpty() && kind != null && kind != Mandate.Kind.AGENT) {
            errors.add(new Problem.FieldError("powers", "特别授权只用于委托代理人"));
        }
        return powers;
    }

    private @Nullable PersonDraft person(
            Mandate.@Nullable Kind kind, @Nullable CaseParty principal, @Nullable String name, @Nullable String phone) {
        String number = draft.idNumber() == null || draft.idNumber().isBlank()
                ? null
                : draft.idNumber().strip();
        IdentityDocument.Kind type = null;
        String canonical = null;
        if (number != null) {
            try {
                canonical = IdentityNumber.parse(number).value();
                type = IdentityDocument.Kind.RESIDENT_ID;
            } catch (IllegalArgumentException noResident) {
                try {
                    canonical = IdentityDocument.parse(IdentityDocument.Kind.CREDIT_CODE, number)
                            .canonical();
                    type = IdentityDocument.Kind.CREDIT_CODE;
                } catch (IllegalArgumentException noCode) {
                    errors.add(new Problem.FieldError("idNumber", String.valueOf(noResident.getMessage())));
                }
            }
        }
        boolean organisation = type == IdentityDocument.Kind.CREDIT_CODE;
        if (organisation && kind != null && kind != Mandate.Kind.SUCCESSOR) {
            errors.add(new Problem.FieldError("idNumber", "代理人、法定代表人是自然人，请填写居民身份证号"));
        }
        if (principal != null && name != null && kind != Mandate.Kind.SUCCESSOR && name.equals(principal.name())) {
            errors.add(new Problem.FieldError("name", "不能是当事人本人"));
        }
        return name == null || phone == null
                ? null
                : new PersonDraft(
                        organisation ? Kind.ORGANISATION : Kind.PERSON,
                        name,
                        type == null ? null : type.name(),
                        canonical,
                        phone,
                        null);
    }

    private static boolean isRuling(String paper) {
        Matcher found = RULING.matcher(paper);
        while (found.find()) {
            try {
                CaseNumber.parseAnyForm(found.group(1));
                return true;
            } catch (IllegalArgumentException noCaseNumber) {
                continue;
            }
        }
        return false;
    }
}
