package cn.sunlit.sanctions;

import cn.sunlit.cases.CaseParty;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;

/** Fines and detention of a case. */
record PenaltiesPage(
        CaseHeader header,
        List<PenaltyView> penalties,
        List<CaseParty> respondents,
        boolean mayPropose,
        boolean mayDecide,
        boolean mayExecute,
        List<String> refusals,
        Map<String, String> typed)
        implements Screen {

    @Override
    public String title() {
        return header.number().text() + " 罚款拘留";
    }

    @Override
    public int httpStatus() {
        return refusals.isEmpty() ? 200 : 422;
    }

    String path() {
        return header.path() + "/penalties";
    }

    String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    /** The steps that are open now. */
    List<PenaltyStep.Step> steps(PenaltyView p) {
        boolean decided = p.state().equals("DECIDED") || p.state().equals("IN_CUSTODY");
        boolean stands = decided || p.state().equals("ENDED");
        return java.util.Arrays.stream(PenaltyStep.Step.values())
                .filter(step -> switch (step) {
                    case SERVED -> decided && p.servedOn() == null;
                    case CUSTODY -> p.days() != null && p.state().equals("DECIDED");
                    case FAMILY -> p.takenAt() != null && p.familyTold() == null;
                    case RECONSIDERATION -> stands && p.servedOn() != null && p.reviewAskedOn() == null;
                    case RECONSIDERED -> p.reviewAskedOn() != null && p.reviewResult() == null;
                    case RELEASE -> p.mayEndEarly();
                    case FINE_PAID -> stands && p.fine() != null && p.finePaidOn() == null;
                })
                .toList();
    }

    static String needed(PenaltyStep.Step step) {
        return switch (step) {
            case SERVED -> "送达方式，例如：直接送达";
            case CUSTODY -> "执行拘留的地点，例如：某县拘留所";
            case FAMILY -> "通知了哪位家属、以何方式；通知不到的写明原因";
            case RECONSIDERATION -> "备注";
            case RECONSIDERED -> "上一级人民法院决定书的文号";
            case RELEASE -> "事实，例如：具结悔过书、付款凭证";
            case FINE_PAID -> "缴款票据号";
        };
    }
}
