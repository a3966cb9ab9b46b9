package cn.sunlit.robot;

import cn.sunlit.cases.CaseParty;
import cn.sunlit.inquiries.AskedPair;
import cn.sunlit.inquiries.Institution;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether every institution that is connected was asked about every respondent that can be asked about (公开的终本合规核查第2项).
 * Pure. A respondent without a number (无代码主体) is exempt, and so is an institution that is asked by letter.
 */
final class Coverage {

    private Coverage() {}

    /** Names of the institutions that were not asked about somebody, in the register's order. */
    static List<String> missing(List<CaseParty> respondents, List<Institution> register, List<AskedPair> asked) {
        Set<String> pairs =
                asked.stream().map(p -> p.institution() + " " + p.respondent()).collect(Collectors.toSet());
        return register.stream()
                .filter(Institution::connected)
                .filter(to -> respondents.stream()
                        .filter(r -> r.hasNumber() && to.canBeAsked(r.kind()))
                        .anyMatch(r -> !pairs.contains(to.code() + " " + r.id())))
                .map(Institution::name)
                .toList();
    }
}
