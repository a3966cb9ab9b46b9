package cn.sunlit.audit;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The audit command: recomputes every hash of every chain and says whether all hold. */
@Tag(name = "存证")
@RestController
class AuditApi {

    private final Audit audit;
    private final Access access;

    AuditApi(Audit audit, Access access) {
        this.audit = audit;
        this.access = access;
    }

    /**
     * @param entries how many entries were checked
     * @param firstBroken the first row that does not hold and why; left out when all hold
     * @param faults that one and those after it, at most a hundred
     */
    record Answer(boolean holds, long entries, @Nullable String firstBroken, List<String> faults) {}

    @Operation(summary = "全链复核", description = "重新计算每条留痕链的散列值，说明是否全部成立。")
    @GetMapping("/api/audit/walk")
    Answer walk(Actor by) {
        access.allow(by, UseCase.READ_AUDIT, by.court());
        Walk walk = audit.walk();
        return new Answer(walk.holds(), walk.entries(), walk.firstBroken(), walk.faults());
    }
}
