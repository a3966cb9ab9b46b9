package cn.sunlit.cases;

import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who acts for the parties of a case, {@code /cases/{number}/mandates}.
 *
 * @param parties all of the case, from whom the principal is chosen
 * @param statements what the parties and their agents told the court on the portal
 * @param typed what was filled in when it was just refused
 * @param problems why it was refused, where no field is wrong
 */
record MandatesPage(
        CaseHeader header,
        List<Mandate> mandates,
        List<CaseParty> parties,
        List<Statement> statements,
        LocalDate today,
        boolean manages,
        MandateDraft typed,
        FormErrors errors,
        List<String> problems)
        implements Screen {

    @Override
    public String title() {
        return "代理与承继";
    }

    @Override
    public int httpStatus() {
        return !problems.isEmpty() ? 409 : errors.equals(FormErrors.NONE) ? 200 : 422;
    }

    static String shown(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    boolean asked(SpecialPower power) {
        return typed.powers() != null && typed.powers().contains(power.name());
    }
}
