package cn.sunlit.property;

import cn.sunlit.property.MeasureStore.Row;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;
import java.util.List;

/**
 * One measure with the way of its papers: issued, served, acknowledged.
 *
 * @param place who assists
 * @param asset its title
 * @param rulingId zero where the ruling is not the court's own document
 * @param refusals why the last act was refused
 */
record MeasurePage(
        CaseHeader header,
        Row row,
        String place,
        String asset,
        boolean money,
        long rulingId,
        long noticeId,
        boolean mayOrder,
        List<String> refusals)
        implements Screen {

    @Override
    public String title() {
        return header.number().text() + " " + row.view().kind().zh() + asset;
    }

    @Override
    public int httpStatus() {
        return refusals.isEmpty() ? 200 : 422;
    }

    String path() {
        return header.path() + "/measures/" + row.view().id();
    }

    boolean isOpen() {
        return row.view().state().equals("ORDERED");
    }

    boolean isWaiting() {
        return row.view().state().equals("WAITING");
    }
}
