package cn.sunlit.cases;

import cn.sunlit.docket.CaseHeads;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Show;
import org.springframework.stereotype.Component;

/** One head for all tabs of a case: parties and cause, officer, day of filing, stage. */
@Component
public class CaseHeading implements CaseHeads {

    private final CaseStore store;
    private final Cases cases;
    private final StaffDirectory staff;

    CaseHeading(CaseStore store, Cases cases, StaffDirectory staff) {
        this.store = store;
        this.cases = cases;
        this.staff = staff;
    }

    @Override
    public CaseHeader of(CaseNumber number) {
        return of(cases.byId(store.byNumber(number)
                .orElseThrow(() -> new Problem.NotFound("没有这个案件"))
                .id()));
    }

    @Override
    public Standing standing(CaseId id) {
        CaseFile file = cases.byId(id);
        return new Standing(file.isRunning(), file.officer() == null ? "尚未确定" : staff.nameOf(file.officer()));
    }

    public CaseHeader of(CaseFile file) {
        String officer = file.officer() == null ? "尚未分案" : "承办人：" + staff.nameOf(file.officer());
        String closed = file.closedOn() == null ? "" : "　结案：" + Show.date(file.closedOn());
        return new CaseHeader(
                file.caption(),
                file.number(),
                officer + "　立案：" + Show.date(file.filedOn()) + closed,
                file.outcome() == null
                        ? file.stage().zh()
                        : file.stage().zh() + "（" + file.outcome().zh() + "）");
    }
}
