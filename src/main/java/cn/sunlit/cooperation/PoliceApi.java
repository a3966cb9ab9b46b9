package cn.sunlit.cooperation;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Requests to the police for the court's machines and for the police's own. */
@Tag(name = "公安协作")
@RestController
class PoliceApi {

    private final PoliceRequests requests;
    private final Vehicles vehicles;
    private final Cases cases;

    PoliceApi(PoliceRequests requests, Vehicles vehicles, Cases cases) {
        this.requests = requests;
        this.vehicles = vehicles;
        this.cases = cases;
    }

    @Operation(summary = "协助查控请求", description = "本案对公安机关的请求和回复，地点须另行说明理由查看。")
    @GetMapping("/api/cases/{number}/police")
    List<PoliceRequestView> all(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_POLICE, number);
        return requests.ofCase(file.id());
    }

    @Operation(summary = "请公安机关协助查控", description = "控制人身的须有经院长批准的拘留决定，查找车辆的须已办理查封登记；否则以 409 说明。")
    @PostMapping("/api/cases/{number}/police")
    @ResponseStatus(HttpStatus.CREATED)
    PoliceRequestView ask(Actor by, @PathVariable CaseNumber number, @RequestBody PoliceDraft draft) {
        return view(by, number, requests.ask(by, number, draft));
    }

    @Operation(summary = "登记公安机关的书面回复", description = "由书记员录入。")
    @PostMapping("/api/cases/{number}/police/{id}/reply")
    PoliceRequestView enter(
            Actor by, @PathVariable CaseNumber number, @PathVariable long id, @RequestBody PoliceReply reply) {
        requests.enter(by, number, id, reply);
        return view(by, number, id);
    }

    @Operation(summary = "撤回协助查控请求", description = "须写明理由。")
    @PostMapping("/api/cases/{number}/police/{id}/withdraw")
    PoliceRequestView withdraw(
            Actor by, @PathVariable CaseNumber number, @PathVariable long id, @RequestBody Because because) {
        requests.withdraw(by, number, id, because.because());
        return view(by, number, id);
    }

    @Operation(summary = "查看公安机关反馈的地点", description = "须写明理由，查看本身留痕。")
    @PostMapping("/api/cases/{number}/police/{id}/places")
    List<String> places(Actor by, @PathVariable CaseNumber number, @PathVariable long id, @RequestBody Why why) {
        return requests.places(by, number, id, why.reason());
    }

    @Operation(summary = "待办的协助请求", description = "公安机关的系统取得本地法院的请求，紧急的在前。")
    @GetMapping("/api/police/requests")
    List<PoliceRequests.Asked> asked(Actor by) {
        return requests.asked(by);
    }

    @Operation(summary = "签收协助请求", description = "签收后取得办理所需的证件号码、号牌和地点，签收留痕。")
    @PostMapping("/api/police/receipts")
    PoliceRequests.Task take(Actor by, @RequestBody Taken taken) {
        return requests.take(by, taken.request());
    }

    @Operation(summary = "回复协助请求", description = "同一编号的回复只记一次。")
    @PostMapping("/api/police/replies")
    Taken reply(Actor by, @RequestBody PoliceReply reply) {
        requests.reply(by, reply);
        return new Taken(reply.request());
    }

    @Operation(summary = "涉案车辆", description = "本案车辆从查获、入场到可以评估的经过。")
    @GetMapping("/api/cases/{number}/vehicles")
    List<VehicleView> vehicles(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_POLICE, number);
        return vehicles.ofCase(file.id());
    }

    @Operation(summary = "登记车辆的扣留、交接、保管", description = "须依次登记，没有生效的查封不能扣留。")
    @PostMapping("/api/cases/{number}/vehicles/{id}/steps")
    List<VehicleView> step(
            Actor by, @PathVariable CaseNumber number, @PathVariable long id, @RequestBody VehicleStep step) {
        vehicles.step(by, number, id, step, List.of());
        return vehicles(by, number);
    }

    @Operation(summary = "按号牌查车", description = "输入号牌中相连的三个以上字符，只查本院的案件，每次查看留痕。")
    @GetMapping("/api/street")
    List<Vehicles.Seen> look(Actor by, @RequestParam(required = false) @Nullable String plate) {
        return vehicles.look(by, plate);
    }

    /** Why a request is taken back. */
    @Schema(name = "PoliceWithdrawal", example = "{\"because\":\"被执行人已到庭\"}")
    record Because(@Nullable String because) {}

    /** Why places are looked at. */
    @Schema(name = "PlacesWanted", example = "{\"reason\":\"前往现场执行拘留\"}")
    record Why(@Nullable String reason) {}

    /** Which request the police take. */
    @Schema(name = "PoliceReceipt", example = "{\"request\":1}")
    record Taken(@Nullable Long request) {}

    private PoliceRequestView view(Actor by, CaseNumber number, long id) {
        return all(by, number).stream().filter(r -> r.id() == id).findFirst().orElseThrow();
    }
}
