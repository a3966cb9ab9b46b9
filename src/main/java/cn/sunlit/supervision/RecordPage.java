package cn.sunlit.supervision;

import cn.sunlit.audit.Checkpoint;
import cn.sunlit.audit.Entry;
import cn.sunlit.audit.RecordSize;
import cn.sunlit.audit.WalkRun;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record of acts: how it stands, the walks over it, the checkpoints, and what was looked for in it.
 *
 * @param walks the newest first
 * @param lastDone the last walk that came to its end, or null
 * @param typed what the search form holds
 * @param found null where nothing could be looked for
 * @param folder where checkpoints are written as files, and how that goes
 */
record RecordPage(
        RecordSize size,
        List<WalkRun> walks,
        @Nullable WalkRun lastDone,
        boolean mayCheck,
        List<Checkpoint> checkpoints,
        Map<String, String> keys,
        String folder,
        Typed typed,
        FormErrors errors,
        List<Entry> found,
        boolean more)
        implements Screen {

    /** Kinds of acts that can be asked for by name; every other kind is found with the rest. */
    static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("PERSONAL_DATA_READ", "查看完整个人信息");
        KINDS.put("SIGNED_IN", "登录");
        KINDS.put("SIGN_IN_FAILED", "登录未成功");
        KINDS.put("SIGNED_OUT", "退出");
        KINDS.put("SECOND_FACTOR", "改动第二重验证");
        KINDS.put("CASE_FILED", "立案");
        KINDS.put("NODE_DONE", "完成节点");
        KINDS.put("NODE_WAIVED", "节点无需办理");
        KINDS.put("DOCUMENT_ISSUED", "制发文书");
        KINDS.put("DOCUMENT_SERVED", "送达文书");
        KINDS.put("MEASURE_ORDERED", "作出控制措施");
        KINDS.put("FUNDS_RECEIVED", "案款到账");
        KINDS.put("DISTRIBUTION_PROPOSED", "拟定发放");
        KINDS.put("DISTRIBUTION_APPROVED", "审批发放");
        KINDS.put("FUNDS_PAID", "付款");
        KINDS.put("CASE_CLOSED", "结案");
    }

    /** The search form as it was filled in. */
    record Typed(String person, String caseNumber, String kind, String from, String to) {}

    @Override
    public String title() {
        return "存证与留痕";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }

    @Nullable
    WalkRun running() {
        return walks.stream().filter(WalkRun::isRunning).findFirst().orElse(null);
    }

    static String kind(Entry entry) {
        return KINDS.getOrDefault(entry.type(), "");
    }

    static String who(Entry entry) {
        return entry.client() == null || entry.client().equals(entry.login())
                ? "%s（%s）".formatted(entry.name(), entry.login())
                : "%s（%s，经 %s）".formatted(entry.name(), entry.login(), entry.client());
    }

    /** The address of the next page. */
    String older() {
        return "/audit?person=%s&caseNumber=%s&kind=%s&from=%s&to=%s&older=%d#found"
                .formatted(
                        Show.segment(typed.person()),
                        Show.segment(typed.caseNumber()),
                        Show.segment(typed.kind()),
                        Show.segment(typed.from()),
                        Show.segment(typed.to()),
                        found.getLast().id());
    }
}
