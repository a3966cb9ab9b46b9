package cn.sunlit.kernel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of a document that says who a party is, of any kind that a case file may name. A wrong check digit of a
 * register that is known to hold such numbers is a warning, everything else that cannot be is refused.
 *
 * @param canonical capitals, without blanks and hyphens
 * @param warnings in Chinese, empty where nothing is doubtful
 */
public record IdentityDocument(Kind kind, String canonical, List<String> warnings) {

    /** The kinds by the names they bear in applications. */
    public enum Kind {
        RESIDENT_ID("居民身份证"),
        CREDIT_CODE("统一社会信用代码"),
        ORGANISATION_CODE("组织机构代码"),
        REGISTRATION_NUMBER("工商注册号"),
        PASSPORT("护照"),
        HK_MACAO_PERMIT("港澳居民来往内地通行证"),
        TAIWAN_PERMIT("台湾居民来往大陆通行证"),
        FOREIGN_PERMANENT_RESIDENT_ID("外国人永久居留身份证"),
        MILITARY_ID("军人证件"),
        OTHER("其他证件");

        private final String zh;

        Kind(String zh) {
            this.zh = zh;
        }

        /** As people call it. */
        public String zh() {
            return zh;
        }
    }

    private static final String ORGANISATION_CHARS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int[] ORGANISATION_WEIGHT = {3, 7, 9, 10, 5, 8, 4, 2};

    private static final Pattern OTHER = Pattern.compile("[\\p{L}0-9]{4,30}");
    private static final Pattern PASSPORT = Pattern.compile("(?=.*\\d)[A-Z0-9]{5,17}");
    private static final Pattern CHINESE_PASSPORT = Pattern.compile("[A-Z]{1,2}\\d{7,8}");
    private static final Pattern HK_MACAO = Pattern.compile("[HM]\\d{8}(?:\\d{2})?");
    private static final Pattern TAIWAN = Pattern.compile("\\d{8}|\\d{10}[A-Z0-9]?");
    private static final Pattern FOREIGN_OLD = Pattern.compile("[A-Z]{3}\\d{12}");
    private static final Pattern FOREIGN_NEW = Pattern.compile("9\\d{16}[0-9X]");
    private static final Pattern ORGANISATION = Pattern.compile("[0-9A-Z]{8}[0-9X]");
    private static final Pattern REGISTRATION = Pattern.compile("\\d{13}|\\d{15}");

    public IdentityDocument {
        warnings = List.copyOf(warnings);
    }

    /** @throws IllegalArgumentException with a Chinese sentence naming the rule that is broken */
    public static IdentityDocument parse(Kind kind, String text) {
        String plain = plain(text);
        return switch (kind) {
            case RESIDENT_ID -> resident(plain);
            case CREDIT_CODE -> {
                CreditCode code = CreditCode.parse(plain);
                yield new IdentityDocument(
                        kind, code.value(), code.checks() ? List.of() : List.of("校验位不符，个别登记机关发出的代码确有此情形，请核对证照"));
            }
            case ORGANISATION_CODE -> {
                shaped(ORGANISATION, plain, "组织机构代码应为8位数字或大写字母加1位校验码，例如 M000100Y-4");
                boolean checks = organisationCheck(plain) == plain.charAt(8);
                yield new IdentityDocument(kind, plain, checks ? List.of() : List.of("组织机构代码校验码不符，请核对证照"));
            }
            case REGISTRATION_NUMBER -> {
                shaped(REGISTRATION, plain, "工商注册号应为15位数字（旧号13位）");
                boolean checks = plain.length() == 13 || registrationCheck(plain) == plain.charAt(14) - '0';
                yield new IdentityDocument(kind, plain, checks ? List.of() : List.of("工商注册号校验码不符，请核对证照"));
            }
            case PASSPORT -> {
                shaped(PASSPORT, plain, "护照号应为5至17位字母和数字，例如 E12345678");
                yield new IdentityDocument(kind, plain, List.of());
            }
            case HK_MACAO_PERMIT -> {
                shaped(HK_MACAO, plain, "港澳居民来往内地通行证号应为H或M加8位数字（旧证另有2位换证次数）");
                yield new IdentityDocument(kind, plain, List.of());
            }
            case TAIWAN_PERMIT -> {
                shaped(TAIWAN, plain, "台湾居民来往大陆通行证号应为8位数字（旧证为10位数字，可另加1位签发次数）");
                yield new IdentityDocument(
                        kind, plain, plain.length() == 8 ? List.of() : List.of("旧式台湾居民来往大陆通行证号，请核对是否已换证"));
            }
            case FOREIGN_PERMANENT_RESIDENT_ID -> foreignResident(plain);
            case MILITARY_ID, OTHER -> {
                shaped(OTHER, plain, "证件号应为4至30位字母或者数字");
                yield new IdentityDocument(kind, plain, List.of());
            }
        };
    }

    /** What a number looks like; empty where its form fits none of the kinds that can be told apart. */
    public static Optional<Kind> guess(String text) {
        String plain = plain(text);
        if (plain.matches("\\d{17}[0-9X]")) {
            return Optional.of(
                    FOREIGN_NEW.matcher(plain).matches() && reads(Kind.FOREIGN_PERMANENT_RESIDENT_ID, plain)
                            ? Kind.FOREIGN_PERMANENT_RESIDENT_ID
                            // A credit code may consist of digits alone.
                            : reads(Kind.RESIDENT_ID, plain)
                                            || !plain.matches("\\d{18}")
                                            || !new CreditCode(plain).checks()
                                    ? Kind.RESIDENT_ID
                                    : Kind.CREDIT_CODE);
        }
        if (plain.length() == 15 && !reads(Kind.RESIDENT_ID, plain) && isRegistration(plain)) {
            return Optional.of(Kind.REGISTRATION_NUMBER);
        }
        if (plain.matches("\\d{1,17}")) {
            return Optional.of(Kind.RESIDENT_ID);
        }
        if (HK_MACAO.matcher(plain).matches()) {
            return Optional.of(Kind.HK_MACAO_PERMIT);
        }
        if (FOREIGN_OLD.matcher(plain).matches()) {
            return Optional.of(Kind.FOREIGN_PERMANENT_RESIDENT_ID);
        }
        if (ORGANISATION.matcher(plain).matches() && organisationCheck(plain) == plain.charAt(8)) {
            return Optional.of(Kind.ORGANISATION_CODE);
        }
        return CHINESE_PASSPORT.matcher(plain).matches() ? Optional.of(Kind.PASSPORT) : Optional.empty();
    }

    private static IdentityDocument resident(String plain) {
        String value = IdentityNumber.parse(plain).value();
        if (plain.length() == 15) {
            return new IdentityDocument(Kind.RESIDENT_ID, value, List.of("十五位旧号码已换算为十八位，请核对证件"));
        }
        // 810000, 820000 and 830000 stand for Hong Kong, Macau and Taiwan: the residence permits of 2018.
        return new IdentityDocument(
                Kind.RESIDENT_ID, value, value.matches("8[1-3]0000.*") ? List.of("号码属港澳台居民居住证，请核对证件种类") : List.of());
    }

    private static IdentityDocument foreignResident(String plain) {
        if (FOREIGN_OLD.matcher(plain).matches()) {
            return new IdentityDocument(
                    Kind.FOREIGN_PERMANENT_RESIDENT_ID, plain, List.of("旧式外国人永久居留证号，请核对是否已换领18位新证"));
        }
        shaped(FOREIGN_NEW, plain, "外国人永久居留身份证号应为以9开头的18位号码（旧证为3位字母加12位数字）");
        // The new cards carry birthday and check digit in the places of a resident number.
        return new IdentityDocument(
                Kind.FOREIGN_PERMANENT_RESIDENT_ID, IdentityNumber.parse(plain).value(), List.of());
    }

    private static boolean reads(Kind kind, String plain) {
        try {
            parse(kind, plain);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isRegistration(String fifteen) {
        return REGISTRATION.matcher(fifteen).matches() && registrationCheck(fifteen) == fifteen.charAt(14) - '0';
    }

    private static void shaped(Pattern shape, String plain, String otherwise) {
        if (!shape.matcher(plain).matches()) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static String plain(String text) {
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}()·-]", "")
                .toUpperCase(Locale.ROOT);
    }

    /** GB 11714. */
    private static char organisationCheck(String code) {
        int sum = 0;
        for (int i = 0; i < ORGANISATION_WEIGHT.length; i++) {
            sum += ORGANISATION_CHARS.indexOf(code.charAt(i)) * ORGANISATION_WEIGHT[i];
        }
        int check = (11 - sum % 11) % 11;
        return check == 10 ? 'X' : (char) ('0' + check);
    }

    /** GS 15-2006, the hybrid system of moduli 11 and 10. */
    private static int registrationCheck(String number) {
        int product = 10;
        for (int i = 0; i < 14; i++) {
            int sum = (product + number.charAt(i) - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10;
    }
}
