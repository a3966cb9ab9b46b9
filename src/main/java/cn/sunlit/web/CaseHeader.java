package cn.sunlit.web;

import cn.sunlit.kernel.CaseNumber;
import org.jspecify.annotations.Nullable;

/**
 * The head of every page of a case.
 *
 * @param title what the case is about, {@code 甲 申请执行 乙公司}
 * @param sub one line below: cause, officer, day of filing
 * @param status the stage in Chinese, {@code 执行中}
 */
public record CaseHeader(
        String title, CaseNumber number, @Nullable String sub, String status) {

    /** The path of the case, encoded: {@code /cases/%EF%BC%882026…}. */
    public String path() {
        return "/cases/" + Show.segment(number.text());
    }
}
