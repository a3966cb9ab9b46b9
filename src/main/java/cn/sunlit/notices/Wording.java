package cn.sunlit.notices;

import cn.sunlit.docket.PublicNodeChanged;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.web.Show;
import java.util.List;

/** How a notice and the SMS that carries it read. */
final class Wording {

    /** More would not fit into what a gateway takes as one message. */
    static final int MOST_CHANGES = 10;

    private Wording() {}

    /** 立案结果：受理告知已完成. */
    static String of(PublicNodeChanged change) {
        return "%s：%s%s"
                .formatted(
                        Redactor.text(Show.zh(change.publicName())),
                        Redactor.text(Show.zh(change.nodeName())),
                        change.begun() ? "已开始" : "已完成");
    }

    /** One SMS for one person in one case, of all that has changed. */
    static String sms(String court, List<NoticeStore.Due> changes, String address) {
        NoticeStore.Due first = changes.getFirst();
        StringBuilder text = new StringBuilder("【%s】%s".formatted(court, first.number()));
        if (first.principal() != null) {
            text.append("（您代理的").append(first.principal()).append("一案）");
        }
        text.append("：");
        for (int i = 0; i < Math.min(changes.size(), MOST_CHANGES); i++) {
            NoticeStore.Due change = changes.get(i);
            text.append(i == 0 ? "" : "；")
                    .append(change.words())
                    .append("（")
                    .append(change.happenedOn())
                    .append("）");
        }
        if (changes.size() > MOST_CHANGES) {
            text.append("；另有%d项".formatted(changes.size() - MOST_CHANGES));
        }
        return text.append("。告知清单和详情请登录当事人服务平台")
                .append(address.isBlank() ? "" : " " + address + "/portal ")
                .append("查看。")
                .toString();
    }
}
