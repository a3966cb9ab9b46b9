package cn.sunlit.tools;

import static cn.sunlit.tools.Ask.Kind.MONEY;
import static cn.sunlit.tools.Ask.Kind.TEXT;

import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.AmountInWords;
import cn.sunlit.web.Fact;
import cn.sunlit.web.Show;
import java.util.List;

/** Numbers and amounts in words as forms. */
final class NumberForms {

    private static final Tool IDENTITY = Tool.of(
                    "identity",
                    "身份证号、信用代码核对",
                    "号码有没有写错",
                    "只核对号码本身是否符合编码规则，不查询任何人的信息。",
                    List.of(Ask.of(TEXT, "number", "身份证号、信用代码或者其他证件号", "旧的 15 位身份证号、港澳台通行证、护照、组织机构代码也可以")),
                    filled -> {
                        String number = filled.text("number");
                        filled.check();
                        NumberTools.Identity found = NumberTools.check(number);
                        return Answer.of(found.kind().zh(), found.valid() ? "符合编码规则" : "不符合编码规则")
                                .facts(Fact.of("规范写法", found.canonical()))
                                .plainSteps(found.problems())
                                .notes(found.warnings());
                    })
            .checking(true);

    private static final Tool CASE_NUMBER = Tool.of(
                    "case-number",
                    "案号核对",
                    "案号写得对不对，是哪一年、哪个法院的",
                    "照文书上的案号填写，括号和空格不规范也可以。",
                    List.of(Ask.of(TEXT, "text", "案号", "例如 （2026）鄂1125执123号")),
                    filled -> {
                        String text = filled.text("text");
                        filled.check();
                        NumberTools.CaseNumberRead n = NumberTools.read(text);
                        return Answer.of("案号", n.valid() ? "符合规则" : "不符合规则")
                                .facts(
                                        Fact.of("规范写法", n.canonical()),
                                        Fact.of("年度", n.year()),
                                        Fact.of("法院代字", n.court()),
                                        Fact.of("类型", n.type()),
                                        Fact.of("序号", n.sequence()))
                                .plainSteps(n.problems())
                                .notes(n.historical() ? List.of("2016年以前的旧式案号，只读出年度。") : n.warnings());
                    })
            .checking(false);

    private static final Tool AMOUNT_IN_WORDS = Tool.of(
            "amount-in-words",
            "金额大写",
            "收据、转账单上的大写金额",
            "把数字金额写成大写。",
            List.of(Ask.of(MONEY, "amount", "金额（元）", "例如 1234567.89")),
            filled -> {
                Money amount = filled.money("amount");
                return Answer.of("大写", filled.on("amount", () -> AmountInWords.of(amount)))
                        .facts(Fact.of("数字", Show.money(amount)));
            });

    static final List<Tool> ALL = List.of(AMOUNT_IN_WORDS, IDENTITY, CASE_NUMBER);

    private NumberForms() {}
}
