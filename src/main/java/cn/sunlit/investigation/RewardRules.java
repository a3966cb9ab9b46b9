package cn.sunlit.investigation;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a tip earns; facts in, the amount or every unmet condition out. */
final class RewardRules {

    private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);

    private RewardRules() {}

    /** Who somebody is who gives a tip. */
    enum Relation {
        NONE("与本案没有关系"),
        AGENT("申请执行人的代理人"),
        OBLIGED("有义务向法院提供财产线索的人员"),
        STAFF("法院工作人员");

        private final String zh;

        Relation(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    /**
     * The reward to the fen, never more than what was recovered.
     *
     * @param fixed what the notice promises; null where it promises a share
     * @param share in hundredths of a per cent; null where it promises a sum
     */
    @Law(
            id = "CD-09",
            statute = "财产调查",
            edition = "2021-01-01",
            article = 24,
            text = "有关人员提供人民法院尚未掌握的财产线索，使申请发布悬赏公告的申请执行人的债权得以全部或部分实现的，人民法院应当按照悬赏公告发放悬赏金。")
    static Money amount(@Nullable Money fixed, @Nullable Integer share, Money recovered) {
        Money promised = fixed != null
                ? fixed
                : new Money(BigDecimal.valueOf(recovered.fen())
                        .multiply(BigDecimal.valueOf(share == null ? 0 : share))
                        .divide(WHOLE, 0, RoundingMode.HALF_UP)
                        .longValueExact());
        return promised.min(recovered);
    }

    /** @param known whether the court knew the property already */
    @Law(
            id = "CD-10",
            statute = "财产调查",
            edition = "2021-01-01",
            article = 24,
            text = "有关人员为申请执行人的代理人、有义务向人民法院提供财产线索的人员或者存在其他不应发放悬赏金情形的，不予发放。")
    @Law(id = "CD-11", statute = "财产调查", edition = "2021-01-01", article = 23, text = "两人以上提供相同财产线索的，应当按照提供线索的先后顺序登记。")
    static List<Refusal> refusals(Relation relation, boolean known) {
        List<Refusal> unmet = new ArrayList<>();
        if (relation != Relation.NONE) {
            unmet.add(new Refusal("CD-10", "财产调查规定（2020）第二十四条第三款", "提供人是%s，不予发放悬赏金".formatted(relation.zh())));
        }
        if (known) {
            unmet.add(new Refusal("CD-09", "财产调查规定（2020）第二十四条第一款", "该财产法院已经掌握，或者已有他人在先提供"));
        }
        return unmet;
    }

    /** The reward comes out of what was really recovered for the applicant. */
    @Law(id = "CD-12", statute = "财产调查", edition = "2021-01-01", article = 24, text = "悬赏金从前款规定的申请执行人应得的执行款中予以扣减。")
    static List<Refusal> payable(Money recovered, Money received) {
        return recovered.compareTo(received) <= 0
                ? List.of()
                : List.of(new Refusal(
                        "CD-12",
                        "财产调查规定（2020）第二十四条第二款",
                        "本案到账%s元，少于因线索执行到位的%s元".formatted(received.display(), recovered.display())));
    }
}
