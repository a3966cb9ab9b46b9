package cn.sunlit.tools;

import static cn.sunlit.tools.Ask.Kind.MONEY;
import static cn.sunlit.tools.Ask.Kind.NUMBER;
import static cn.sunlit.tools.Ask.Kind.TEXT;

import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.AmountInWords;
import cn.sunlit.statutes.AuctionPrices;
import cn.sunlit.statutes.Distribution;
import cn.sunlit.statutes.FeeResult;
import cn.sunlit.statutes.PreservationFee;
import cn.sunlit.web.Fact;
import cn.sunlit.web.Show;
import java.util.ArrayList;
import java.util.List;

/** Fees, the distribution of proceeds and auction prices as forms. */
final class MoneyForms {

    private static final Tool ENFORCEMENT_FEE = Tool.of(
            "enforcement-fee",
            "申请执行费",
            "按执行金额分段计算",
            "申请执行费执行后交纳，由被执行人负担，申请人不用预交。",
            List.of(
                    Ask.of(MONEY, "amount", "执行金额（元）", "例如 330000；没有执行金额的填 0"),
                    Ask.of(MONEY, "chosen", "没有执行金额的，法院确定的数额（元）", "50元至500元之间").optional()),
            filled -> {
                Money amount = filled.money("amount");
                Money chosen = filled.raw("chosen").isBlank() ? null : filled.money("chosen");
                return fee(filled.on("amount", () -> FeeTools.fee(amount, chosen)));
            });

    private static final Tool PRESERVATION_FEE = Tool.of(
            "preservation-fee",
            "申请保全费",
            "按要保全的财产数额计算",
            "申请人民法院查封、冻结对方财产时交纳的费用。",
            List.of(Ask.of(MONEY, "amount", "要保全的财产数额（元）", "例如 200000；不涉及财产数额的填 0")),
            filled -> {
                Money amount = filled.money("amount");
                return fee(filled.on("amount", () -> PreservationFee.of(amount)));
            });

    private static final Tool DISTRIBUTION = Tool.of(
            "distribution",
            "案款分配",
            "几个债权人分一笔钱，各得多少",
            "钱不够还所有人时，先付执行费用，再付有优先权的，剩下的由普通债权人分。",
            List.of(
                    Ask.of(MONEY, "proceeds", "可分的钱（元）", "例如拍卖所得 1000000"),
                    Ask.rows(
                            "costs",
                            "执行费用",
                            "评估费、拍卖费、申请执行费等，没有就不填",
                            Ask.of(TEXT, "creditor", "名称", ""),
                            Ask.of(MONEY, "claim", "金额（元）", "")),
                    Ask.rows(
                            "preferred",
                            "有优先权的债权",
                            "抵押权等，先成立的填在前面；没有就不填",
                            Ask.of(TEXT, "creditor", "债权人", ""),
                            Ask.of(MONEY, "claim", "金额（元）", "")),
                    Ask.rows(
                            "ordinary",
                            "普通债权",
                            "按查封顺序分的，要填查封顺位：最先查封的填 1；填满后按“计算”，会多出空行",
                            Ask.of(TEXT, "creditor", "债权人", ""),
                            Ask.of(MONEY, "claim", "金额（元）", ""),
                            Ask.of(NUMBER, "seizureRank", "查封顺位", "").optional(),
                            Ask.of(MONEY, "disputed", "有争议（元）", "").optional(),
                            Ask.choice(
                                    "adjudicated",
                                    "裁判",
                                    new Ask.Choice("yes", "已经裁判"),
                                    new Ask.Choice("no", "尚未裁判，预留"))),
                    Ask.choice(
                            "rule",
                            "普通债权怎么分",
                            new Ask.Choice("PROPORTIONAL", "按债权比例（被执行人是公民或其他组织）"),
                            new Ask.Choice("SEIZURE_ORDER", "按查封先后（被执行人是企业法人，不移送破产）")),
                    Ask.rows(
                            "medical",
                            "人身损害赔偿中的医疗费用",
                            "被执行人同时承担刑事责任的才填，下同",
                            Ask.of(TEXT, "creditor", "受害人", ""),
                            Ask.of(MONEY, "claim", "金额（元）", "")),
                    Ask.rows(
                            "restitution",
                            "退赔被害人的损失",
                            "没有就不填",
                            Ask.of(TEXT, "creditor", "被害人", ""),
                            Ask.of(MONEY, "claim", "金额（元）", "")),
                    Ask.of(MONEY, "fine", "罚金（元）", "没有就不填").optional(),
                    Ask.of(MONEY, "confiscation", "没收财产（元）", "没有就不填").optional()),
            MoneyForms::distribution);

    private static final Tool AUCTION_PRICES = Tool.of(
            "auction-prices",
            "网络拍卖的起拍价和保证金",
            "一拍、二拍最低从多少起拍，保证金交多少",
            "起拍价和保证金由法院在法律规定的范围内确定，这里算出范围。",
            List.of(
                    Ask.of(MONEY, "reference", "评估价或参考价（元）", "例如 1234567"),
                    Ask.choice("round", "第几次拍卖", new Ask.Choice("1", "第一次（一拍）"), new Ask.Choice("2", "第二次（二拍）"))),
            filled -> {
                Money reference = filled.money("reference");
                int round = Integer.parseInt(filled.choice("round"));
                AuctionPrices.Prices p = filled.on("reference", () -> AuctionPrices.of(reference, round));
                return Answer.of("起拍价不低于", Show.money(p.startingPriceFloor()))
                        .facts(Fact.of("保证金最少", p.depositMin()), Fact.of("保证金最多", p.depositMax()))
                        .plainSteps(p.steps())
                        .law(p.law());
            });

    static final List<Tool> ALL = List.of(ENFORCEMENT_FEE, PRESERVATION_FEE, DISTRIBUTION, AUCTION_PRICES);

    private MoneyForms() {}

    private static Answer fee(FeeResult fee) {
        return Answer.of("应交", Show.money(fee.fee()))
                .facts(Fact.of("大写", AmountInWords.of(fee.fee())))
                .plainSteps(fee.steps())
                .law(fee.law());
    }

    private static Answer distribution(Filled filled) {
        Money proceeds = filled.money("proceeds");
        List<Distribution.Claim> costs = claims(filled, "costs");
        List<Distribution.Claim> preferred = claims(filled, "preferred");
        boolean bySeizure = filled.choice("rule").equals("SEIZURE_ORDER");
        List<Distribution.Claim> ordinary = new ArrayList<>();
        for (Filled.Row row : filled.rows("ordinary")) {
            Distribution.Claim claim = claim(row);
            int rank = row.rank("seizureRank");
            if (bySeizure && rank == 0) {
                filled.refuse(row.field("seizureRank"), "按查封先后分的，要填查封顺位");
            }
            Money disputed = row.money("disputed");
            if (disputed.compareTo(claim.amount()) > 0) {
                filled.refuse(row.field("disputed"), "有争议的数额不能超过债权");
                disputed = Money.ZERO;
            }
            ordinary.add(new Distribution.Claim(
                    claim.creditor(),
                    claim.amount(),
                    rank,
                    row.choice("adjudicated").equals("yes"),
                    disputed));
        }
        List<Distribution.Claim> medical = claims(filled, "medical");
        List<Distribution.Claim> restitution = claims(filled, "restitution");
        Money fine = filled.money("fine");
        Money confiscation = filled.money("confiscation");
        boolean criminal =
                !medical.isEmpty() || !restitution.isEmpty() || fine.isPositive() || confiscation.isPositive();
        if (criminal && bySeizure) {
            filled.refuse("rule", "同时承担刑事责任的，其他民事债务按比例受偿，不按查封先后");
        }
        if (!criminal && costs.isEmpty() && preferred.isEmpty() && ordinary.isEmpty()) {
            filled.refuse("ordinary", "请至少填写一项费用或债权");
        }
        Distribution.Plan plan = filled.on(
                "proceeds",
                () -> criminal
                        ? Distribution.criminal(
                                proceeds, costs, medical, preferred, restitution, ordinary, fine, confiscation)
                        : Distribution.plan(
                                proceeds,
                                costs,
                                preferred,
                                ordinary,
                                bySeizure ? Distribution.Rule.SEIZURE_ORDER : Distribution.Rule.PROPORTIONAL));
        return Answer.of("分配", Show.money(plan.proceeds()))
                .facts(Fact.of("退还被执行人", plan.refund()))
                .table(
                        "各得多少",
                        List.of("名称", "种类", "债权（元）", "分得（元）", "现在发（元）", "还差（元）"),
                        plan.lines().stream()
                                .map(l -> List.of(
                                        l.creditor(),
                                        l.kind().zh(),
                                        l.claim().display(),
                                        l.share().display(),
                                        l.paid().display()
                                                + (l.reserved().isPositive() ? "（其余预留）" : "")
                                                + (l.escrowed().isPositive() ? "（其余提存）" : ""),
                                        l.unsatisfied().display()))
                                .toList())
                .steps(plan.explanations().stream()
                        .map(e -> new Answer.Step(e.text(), e.law()))
                        .toList());
    }

    private static List<Distribution.Claim> claims(Filled filled, String name) {
        return filled.rows(name).stream().map(MoneyForms::claim).toList();
    }

    private static Distribution.Claim claim(Filled.Row row) {
        return Distribution.Claim.of(row.text("creditor"), row.money("claim"));
    }
}
