package cn.sunlit.garnishment;

import cn.sunlit.cases.CaseParty;
import cn.sunlit.kernel.Money;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The matured claims and the incomes of a case with what can be done about them.
 *
 * @param receipts of the case that are not counted yet
 * @param living the minimum living standard a person and month
 * @param refusals why the last act was refused
 * @param typed what was filled in for it
 */
record GarnishmentPage(
        CaseHeader header,
        List<MaturedClaim> claims,
        List<Income> incomes,
        List<CaseParty> respondents,
        List<Papers.Receipt> receipts,
        Money owed,
        Money living,
        LocalDate today,
        boolean mayOrder,
        List<String> refusals,
        Map<String, String> typed)
        implements Screen {

    @Override
    public String title() {
        return header.number().text() + " 债权收入";
    }

    @Override
    public int httpStatus() {
        return refusals.isEmpty() ? 200 : 422;
    }

    String claimsPath() {
        return header.path() + "/claims";
    }

    String incomesPath() {
        return header.path() + "/incomes";
    }

    String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    /** Whether the third debtor's time is over without what it was asked for. */
    boolean mayRule(MaturedClaim c) {
        return c.due() != null
                && today.isAfter(c.due())
                && c.open().isPositive()
                && (c.state().equals("SERVED") || c.state().equals("LAPSED"));
    }

    List<ClaimAnswer> answers() {
        return List.of(ClaimAnswer.values());
    }

    List<IncomeKind> kinds() {
        return List.of(IncomeKind.values());
    }
}
