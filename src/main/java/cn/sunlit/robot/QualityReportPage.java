package cn.sunlit.robot;

import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;

/** One month's report of the quality of answers, as it was made; fit for printing. */
record QualityReportPage(AnswerQuality.Report report, String courtName) implements Screen {

    @Override
    public String title() {
        return "%d年%d月查询质量月报"
                .formatted(
                        report.made().month().getYear(), report.made().month().getMonthValue());
    }

    String file(String kind) {
        return "/answer-quality/report.%s?court=%s&month=%s"
                .formatted(
                        kind,
                        Show.segment(report.court().value()),
                        report.made().month());
    }

    String back() {
        return "/answer-quality?court=%s&month=%s"
                .formatted(Show.segment(report.court().value()), report.made().month());
    }
}
