package cn.sunlit.funds;

import cn.sunlit.audit.ProofLink;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A case's money: account, settlement line by line, distributions, movements.
 *
 * @param offers money without a name that may be meant for the case
 * @param approvable the distributions that the reader may approve now
 * @param form what was typed, where it could not be taken
 * @param proofs of the acts behind it: by {@code distribution:3}, {@code voucher:PZ-5}
 */
public record FundsPage(
        CaseHeader header,
        CaseFile file,
        FundsView funds,
        Map<String, ProofLink> proofs,
        List<Candidates.Offer> offers,
        boolean mayPropose,
        Set<Long> approvable,
        FormErrors errors,
        List<String> refusals,
        Map<String, String> form)
        implements Screen {

    @Override
    public String title() {
        return "案款 " + file.number();
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() && refusals.isEmpty() ? 200 : 422;
    }

    FundsPage typed(Map<String, String> posted) {
        return new FundsPage(
                header, file, funds, proofs, offers, mayPropose, approvable, errors, refusals, Map.copyOf(posted));
    }

    /** What stood in a field that is shown again. */
    String was(String field) {
        return form.getOrDefault(field, "");
    }

    /** Whether another account was typed, or is asked about. */
    boolean payTo() {
        return form.entrySet().stream()
                .anyMatch(f -> f.getKey().startsWith("payTo-")
                        && f.getKey().endsWith(".account")
                        && !f.getValue().isBlank());
    }

    /** Whether there may be movements before those shown. */
    boolean hasEarlier() {
        return funds.movements().size() == FundsView.MOST_MOVEMENTS;
    }

    /** How many wait for somebody, in words; empty for none. */
    String waitingHolds() {
        long waiting = funds.holds().stream()
                .filter(h -> h.state().equals("PROPOSED") || h.state().equals("APPROVED"))
                .count();
        return waiting == 0 ? "" : "待审批 " + waiting + " 笔";
    }

    String path() {
        return header.path() + "/funds";
    }
}
