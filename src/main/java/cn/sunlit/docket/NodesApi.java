package cn.sunlit.docket;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.publicity.Audience;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.publicity.Thing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lists one and three for machines. */
@Tag(name = "清单与节点")
@RestController
class NodesApi {

    private final CaseDoor door;
    private final Docket docket;
    private final NodeActs acts;
    private final Publicity publicity;

    NodesApi(CaseDoor door, Docket docket, NodeActs acts, Publicity publicity) {
        this.door = door;
        this.docket = docket;
        this.acts = acts;
        this.publicity = publicity;
    }

    /** @param nodes the 23 public nodes in order */
    record ListOneAnswer(List<PublicNode> nodes) {}

    /** @param nodes the inner nodes of the case's catalogue in order */
    record ListThree(List<InnerNode> nodes) {}

    /** List one: whole for the court, for a party what it may be told. */
    @Operation(summary = "清单一：重点事项告知清单", description = "依次为23个公开节点，每个写明状态、期限、完成日、预警、期限的效力层级和条文。")
    @GetMapping("/api/cases/{number}/lists/1")
    ListOneAnswer listOne(Actor by, @PathVariable CaseNumber number) {
        CaseRef file = door.open(by, number);
        Audience audience = Publicity.audience(by, file.court());
        return new ListOneAnswer(
                audience == null || publicity.open(audience, Thing.INNER_NODE)
                        ? docket.publicNodes(file.id())
                        : docket.publicNodes(file.id(), audience));
    }

    /** List three is the court's own. */
    @Operation(summary = "清单三：内部流程节点", description = "案件所用目录版本的全部内部节点，写明证据和完成情况。")
    @GetMapping({"/api/cases/{number}/lists/3", "/api/cases/{number}/nodes"})
    ListThree listThree(Actor by, @PathVariable CaseNumber number) {
        CaseRef file = door.open(by, number);
        if (!publicity.open(Publicity.audience(by, file.court()), Thing.INNER_NODE)) {
            throw new Problem.Forbidden("内部流程管理清单不向当事人公开，请查看重点事项告知清单");
        }
        return new ListThree(docket.provedNodes(file.id()));
    }

    /**
     * @param on the day on which it was done
     * @param documents keys of documents of this case
     */
    @Schema(example = "{\"on\":\"2026-03-02\",\"documents\":[12]}")
    record Completion(@Nullable LocalDate on, @Nullable List<Long> documents) {}

    /** Why the node need not be done. */
    @Schema(example = "{\"reason\":\"线索与已查明的财产相同\"}")
    record Waiver(@Nullable String reason) {}

    @Operation(summary = "登记节点办结", description = "只用于不随其他办案动作办结的节点；须以本案文书为证据。两人同时登记的，后到者以409说明。")
    @PostMapping("/api/cases/{number}/nodes/{run}/completion")
    ListThree complete(
            Actor by, @PathVariable CaseNumber number, @PathVariable long run, @RequestBody Completion completion) {
        CaseRef file = door.open(by, number);
        acts.complete(
                by, file, run, completion.on(), completion.documents() == null ? List.of() : completion.documents());
        return new ListThree(docket.innerNodes(file.id()));
    }

    @Operation(summary = "免除节点", description = "写明理由；须经批准的节点以409说明，改在期限登记中提请。")
    @PostMapping("/api/cases/{number}/nodes/{run}/waiver")
    ListThree waive(Actor by, @PathVariable CaseNumber number, @PathVariable long run, @RequestBody Waiver waiver) {
        CaseRef file = door.open(by, number);
        acts.waive(by, file, run, waiver.reason());
        return new ListThree(docket.innerNodes(file.id()));
    }
}
