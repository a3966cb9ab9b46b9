package cn.sunlit.statutes;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** The prices, deposits and hours of auctions on the net (网络司法拍卖). */
public final class AuctionPrices {

    private static final String NET_10 = StatuteBook.cite("网络司法拍卖", "2017-01-01", 10);
    private static final String NET_17 = StatuteBook.cite("网络司法拍卖", "2017-01-01", 17);
    private static final String NET_26 = StatuteBook.cite("网络司法拍卖", "2017-01-01", 26);

    private AuctionPrices() {}

    /**
     * @param startingPriceFloor the lowest starting price of this round
     * @param depositMin the least deposit at that starting price
     * @param depositMax the highest
     */
    public record Prices(
            Money startingPriceFloor, Money depositMin, Money depositMax, List<String> steps, List<String> law) {}

    /**
     * The floor of the starting price, and the deposit at that price.
     *
     * @param reference the reference price (参考价)
     * @param round 1 for the first auction, 2 for the second
     * @throws IllegalArgumentException for another round or a price that is not positive
     */
    @Law(id = "PM-01", statute = "网络司法拍卖", edition = "2017-01-01", article = 10, text = "起拍价不得低于评估价或者市价的百分之七十。")
    @Law(id = "PM-02", statute = "网络司法拍卖", edition = "2017-01-01", article = 26, text = "再次拍卖的起拍价降价幅度不得超过前次起拍价的百分之二十。")
    public static Prices of(Money reference, int round) {
        if (!reference.isPositive()) {
            throw new IllegalArgumentException("参考价应大于零");
        }
        if (round != 1 && round != 2) {
            throw new IllegalArgumentException("拍卖轮次只能是1（一拍）或2（二拍）；二拍流拍后依法变卖");
        }
        Money first = up(reference, LegalNumbers.FIRST_AUCTION_FLOOR.current());
        String one = "一拍起拍价不低于 %s × %s = %s元"
                .formatted(reference.display(), percent(LegalNumbers.FIRST_AUCTION_FLOOR.current()), first.display());
        if (round == 1) {
            return prices(first, List.of(one), List.of(NET_10, NET_17));
        }
        Money second = next(first);
        return prices(
                second,
                List.of(
                        one,
                        "一拍以下限起拍的，二拍起拍价不低于 %s × %s = %s元"
                                .formatted(first.display(), percent(nextFloor()), second.display())),
                List.of(NET_10, NET_26, NET_17));
    }

    /** The lowest starting price after an auction without bids that started at {@code previous}. */
    public static Money next(Money previous) {
        return up(previous, nextFloor());
    }

    private static BigDecimal nextFloor() {
        return BigDecimal.ONE.subtract(LegalNumbers.NEXT_AUCTION_CUT.current());
    }

    private static String percent(BigDecimal share) {
        return share.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    /**
     * The sale that may follow a second auction without bids.
     *
     * @param price the starting price of the second auction
     * @param opens the day on which the sale opens, its first day
     * @param lastDay the last day on which a bid can be made
     */
    public record Sale(Money price, LocalDate opens, LocalDate lastDay, List<String> law) {}

    /** @param secondStart at what price the second auction started */
    @Law(id = "PM-09", statute = "网络司法拍卖", edition = "2017-01-01", article = 26, text = "再次拍卖流拍的，可以依法在同一网络司法拍卖平台变卖。")
    @Practice(id = "PM-10", text = "网络司法变卖的变卖价为二拍起拍价，变卖期六十日（依据网络司法变卖的公开做法，原文未随产品收录）")
    public static Sale sale(Money secondStart, LocalDate opens, LocalPractice practice) {
        int days = practice.on(PracticeNumber.SALE_DAYS, opens).value();
        return new Sale(secondStart, opens, opens.plusDays(days - 1L), List.of(NET_26));
    }

    /** The earliest moment at which bidding that opened then may end. */
    @Law(id = "PM-11", statute = "网络司法拍卖", edition = "2017-01-01", article = 20, text = "网络司法拍卖的竞价时间应当不少于二十四小时。")
    public static LocalDateTime earliestEnd(LocalDateTime opened) {
        return opened.plusHours(LegalNumbers.BIDDING_HOURS_MIN.current());
    }

    @Law(
            id = "PM-03",
            statute = "网络司法拍卖",
            edition = "2017-01-01",
            article = 17,
            text = "保证金数额由人民法院在起拍价的百分之五至百分之二十范围内确定。")
    private static Prices prices(Money start, List<String> steps, List<String> law) {
        Money min = up(start, LegalNumbers.DEPOSIT_MIN.current());
        Money max = down(start, LegalNumbers.DEPOSIT_MAX.current());
        return new Prices(
                start,
                min,
                max,
                java.util.stream.Stream.concat(
                                steps.stream(),
                                java.util.stream.Stream.of("保证金在起拍价的%s至%s之间：%s元至%s元"
                                        .formatted(
                                                percent(LegalNumbers.DEPOSIT_MIN.current()),
                                                percent(LegalNumbers.DEPOSIT_MAX.current()),
                                                min.display(),
                                                max.display())))
                        .toList(),
                law);
    }

    /** What an applicant who bids must deposit: nothing, or what the claim falls short of the deposit. */
    @Law(
            id = "PM-04",
            statute = "网络司法拍卖",
            edition = "2017-01-01",
            article = 17,
            text = "申请执行人参加竞买的，可以不交保证金；但债权数额小于保证金数额的按差额部分交纳。")
    public static Money applicantsDeposit(Money claim, Money deposit) {
        return deposit.minus(claim).atLeastZero();
    }

    /** When bidding ends after a bid: a bid in the last five minutes puts the end five minutes after itself. */
    @Law(
            id = "PM-05",
            statute = "网络司法拍卖",
            edition = "2017-01-01",
            article = 20,
            text = "竞价程序结束前五分钟内无人出价的，最后出价即为成交价；有出价的，竞价时间自该出价时点顺延五分钟。")
    public static LocalDateTime bidEnd(LocalDateTime end, LocalDateTime bidAt) {
        if (bidAt.isAfter(end)) {
            throw new IllegalArgumentException("出价时间晚于竞价结束时间");
        }
        LocalDateTime extended = bidAt.plusMinutes(LegalNumbers.BID_EXTENSION_MINUTES.current());
        return extended.isAfter(end) ? extended : end;
    }

    /**
     * Who wins at the same price.
     *
     * @param highest the highest bid of those without a priority
     * @param byPriority the bid of the one with a priority (优先购买权人)
     * @return whether the one with the priority wins
     */
    @Law(
            id = "PM-06",
            statute = "网络司法拍卖",
            edition = "2017-01-01",
            article = 21,
            text = "优先购买权人参与竞买的，可以与其他竞买人以相同的价格出价，没有更高出价的，拍卖财产由优先购买权人竞得。")
    public static boolean priorityWins(Money highest, Money byPriority) {
        return byPriority.compareTo(highest) >= 0;
    }

    /** What a defaulting winner's deposit pays for; nothing of it goes back. */
    public record Forfeit(Money costs, Money shortfall, Money debts) {}

    @Law(
            id = "PM-07",
            statute = "网络司法拍卖",
            edition = "2017-01-01",
            article = 24,
            text = "拍卖成交后买受人悔拍的，交纳的保证金不予退还，依次用于支付拍卖产生的费用损失、弥补重新拍卖价款低于原拍卖价款的差价、冲抵本案被执行人的债务以及与拍卖财产相关的被执行人的债务。")
    public static Forfeit forfeit(Money deposit, Money costs, Money shortfall) {
        Money toCosts = deposit.min(costs);
        Money toShortfall = deposit.minus(toCosts).min(shortfall);
        return new Forfeit(toCosts, toShortfall, deposit.minus(toCosts).minus(toShortfall));
    }

    /** The reference price from the platforms that reported in time: their mean, half up to the fen. */
    @Law(
            id = "JG-01",
            statute = "处置参考价",
            edition = "2018-09-01",
            article = 13,
            text = "部分司法网络询价平台在期限内出具询价结果或者补正结果的，人民法院应当以该部分司法网络询价平台出具结果的平均值为参考价。")
    public static Money mean(List<Money> reported) {
        if (reported.isEmpty()) {
            throw new IllegalArgumentException("没有按期出具的网络询价结果，应委托评估");
        }
        return Money.rounded(
                Money.sum(reported).yuan().divide(BigDecimal.valueOf(reported.size()), 10, RoundingMode.HALF_UP));
    }

    /**
     * The last day of a sale without a new reference price, where the first notice of auction was published in time.
     *
     * @throws IllegalArgumentException when the notice came after the price had lapsed
     */
    @Law(
            id = "JG-02",
            statute = "处置参考价",
            edition = "2018-09-01",
            article = 27,
            text = "人民法院在议价、询价、评估结果有效期内发布一拍拍卖公告或者直接进入变卖程序，拍卖、变卖时未超过有效期六个月的，无需重新确定参考价，但法律、行政法规、司法解释另有规定的除外。")
    public static LocalDate latestSale(LocalDate validUntil, LocalDate firstNotice) {
        if (firstNotice.isAfter(validUntil)) {
            throw new IllegalArgumentException("一拍公告 %s 发布时参考价已于 %s 失效，须重新确定".formatted(firstNotice, validUntil));
        }
        return validUntil.plusMonths(LegalNumbers.PRICE_GRACE_MONTHS.current());
    }

    /** The indexes of the platforms that are paid: those nearest to the price of the sale, sharing where equal. */
    @Law(
            id = "JG-03",
            statute = "处置参考价",
            edition = "2018-09-01",
            article = 31,
            text = "网络询价费用应当按次计付给出具网络询价结果与财产处置成交价最接近的司法网络询价平台；多家司法网络询价平台出具的网络询价结果相同或者与财产处置成交价差距相同的，网络询价费用平均分配。")
    public static List<Integer> paidPlatforms(List<Money> reported, Money sold) {
        long nearest = reported.stream()
                .mapToLong(m -> Math.abs(m.minus(sold).fen()))
                .min()
                .orElseThrow(() -> new IllegalArgumentException("没有网络询价结果"));
        return java.util.stream.IntStream.range(0, reported.size())
                .filter(i -> Math.abs(reported.get(i).minus(sold).fen()) == nearest)
                .boxed()
                .toList();
    }

    @Practice(id = "PM-08", text = "价格下限向上、上限向下取到分，以免四舍五入后突破法定比例（产品口径）")
    private static Money up(Money base, BigDecimal share) {
        return Money.rounded(base.yuan().multiply(share).setScale(2, RoundingMode.CEILING));
    }

    private static Money down(Money base, BigDecimal share) {
        return Money.rounded(base.yuan().multiply(share).setScale(2, RoundingMode.FLOOR));
    }
}
