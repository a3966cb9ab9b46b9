package cn.sunlit.cases;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a filing brought.
 *
 * @param warnings what is doubtful in the application but no reason to refuse it
 * @param related the respondents' other cases within the caller's scope
 * @param relatedElsewhere how many more there are outside of it
 * @param officer the login of the officer to whom the case was given, null when the court has none
 * @param repeated whether this is the answer to a repeated call that filed nothing anew
 */
public record Filed(
        CaseId id,
        CaseNumber number,
        List<String> warnings,
        List<RelatedCase> related,
        int relatedElsewhere,
        @Nullable String officer,
        @Nullable String officerName,
        boolean repeated) {}
