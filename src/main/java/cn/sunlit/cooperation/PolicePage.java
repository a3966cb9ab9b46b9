package cn.sunlit.cooperation;

import cn.sunlit.cases.CaseParty;
import cn.sunlit.sanctions.PenaltyView;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;

/**
 * What a case asks of the police, and its vehicles.
 *
 * @param detentions approved and still to be carried out
 * @param places what the answers to one request say of the place, just read with a reason
 */
record PolicePage(
        CaseHeader header,
        List<PoliceRequestView> requests,
        List<VehicleView> vehicles,
        List<CaseParty> respondents,
        List<PenaltyView> detentions,
        boolean mayAsk,
        boolean mayKeep,
        List<String> places,
        List<String> refusals,
        Map<String, String> typed)
        implements Screen {

    @Override
    public String title() {
        return header.number().text() + " 公安协作";
    }

    @Override
    public int httpStatus() {
        return refusals.isEmpty() ? 200 : 422;
    }

    String path() {
        return header.path() + "/police";
    }

    String vehiclePath(VehicleView v) {
        return header.path() + "/vehicles/" + v.id() + "/steps";
    }

    String photoPath(long photo) {
        return header.path() + "/vehicles/photos/" + photo;
    }

    String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    List<VehicleStep.Step> steps(VehicleView v) {
        return java.util.Arrays.stream(VehicleStep.Step.values())
                .filter(s -> VehicleRules.step(v.state(), s, true).isEmpty())
                .toList();
    }
}
