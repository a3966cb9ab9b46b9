package cn.sunlit.sandbox;

import cn.sunlit.kernel.CreditCode;
import cn.sunlit.kernel.IdentityNumber;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * People and companies that do not exist, by rule: the same number gives the same one. Names are of the kind 甲某某 and
 * 乙某公司, resident numbers begin with the unassigned area 999900 but carry a valid check digit, phones begin with 190 0000,
 * a block given to nobody.
 */
final class InventedPeople {

    private static final String STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";
    private static final String[] TRADES = {"建材", "食品", "运输", "农业", "置业", "纺织", "商贸", "物流", "养殖", "装饰"};
    private static final LocalDate FIRST_BIRTHDAY = LocalDate.of(1956, 1, 1);

    private InventedPeople() {}

    record Somebody(boolean company, String name, String number, String phone, String account) {}

    static Somebody person(int n) {
        String seventeen = "999900"
                + FIRST_BIRTHDAY.plusDays((n * 7919L) % 18_000).format(DateTimeFormatter.BASIC_ISO_DATE)
                + "%03d".formatted(n % 1000);
        return new Somebody(
                false,
                stem(n) + "某" + (n % 3 == 0 ? "" : "某"),
                seventeen + IdentityNumber.checkDigit(seventeen),
                phone(n),
                account(n));
    }

    static Somebody company(int n) {
        String seventeen = "91999900MA%07d".formatted(n % 10_000_000);
        return new Somebody(
                true,
                stem(n) + "某" + TRADES[Math.floorMod(n / 22, TRADES.length)] + "有限公司",
                seventeen + CreditCode.checkCharacter(seventeen),
                phone(n),
                account(n));
    }

    private static String stem(int n) {
        return String.valueOf(STEMS.charAt(Math.floorMod(n, STEMS.length())));
    }

    private static String phone(int n) {
        return "1900000%04d".formatted(Math.floorMod(n, 10_000));
    }

    private static String account(int n) {
        return "62999900%011d".formatted(n);
    }
}
