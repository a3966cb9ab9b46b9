package cn.sunlit.robot;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.inquiries.Inquiries;
import cn.sunlit.inquiries.Institutions;
import cn.sunlit.kernel.TimeConfiguration;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which institutions a case has not asked lately. What was taken back was not asked. */
@Component
class Freshness {

    private final Inquiries inquiries;
    private final Institutions institutions;

    Freshness(Inquiries inquiries, Institutions institutions) {
        this.inquiries = inquiries;
        this.institutions = institutions;
    }

    /** Names of connected institutions without an inquiry within three months before that day. */
    List<String> missing(CaseFile file, LocalDate on) {
        return Coverage.missing(
                file.respondents(),
                institutions.all(),
                inquiries.asked(
                        file.id(),
                        RobotRules.freshSince(on)
                                .atStartOfDay(TimeConfiguration.ZONE)
                                .toInstant()));
    }
}
