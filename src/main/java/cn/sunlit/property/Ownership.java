package cn.sunlit.property;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Problem.Refusal;
import cn.sunlit.statutes.StatuteBook;
import java.util.ArrayList;
import java.util.List;

/** Whose a thing is, and what follows for a hold on it: another's name, and co-owners. Pure. */
final class Ownership {

    private static final String SEIZURE_2 = StatuteBook.cite("查封扣押冻结", "2021-01-01", 2);
    private static final String SEIZURE_12 = StatuteBook.cite("查封扣押冻结", "2021-01-01", 12);

    private Ownership() {}

    /** Why a thing that stands in another's name may not be held yet. */
    @Law(
            id = "CQ-01",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 2,
            text = "对于第三人占有的动产或者登记在第三人名下的不动产、特定动产及其他财产权，第三人书面确认该财产属于被执行人的，人民法院可以查封、扣押、冻结。")
    static List<Refusal> refusals(List<AssetDossier.Holder> holders) {
        List<Refusal> refusals = new ArrayList<>();
        for (AssetDossier.Holder h : holders) {
            if (!h.isCoOwner() && h.confirmedOn() == null) {
                refusals.add(
                        new Refusal("CQ-01", SEIZURE_2, "该财产登记（占有）在%s名下，尚无其书面确认属于被执行人的材料，不能控制".formatted(h.name())));
            }
        }
        return refusals;
    }

    /** What must still be done about the co-owners of a thing that is held; co-ownership does not stand in the way of a hold. */
    @Law(
            id = "CQ-02",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 12,
            text = "对被执行人与其他人共有的财产，人民法院可以查封、扣押、冻结，并及时通知共有人。")
    static List<String> duties(List<AssetDossier.Holder> holders, boolean held) {
        return held
                ? holders.stream()
                        .filter(h -> h.isCoOwner() && h.toldOn() == null)
                        .map(h -> "财产已被控制，应当及时通知共有人%s（%s）".formatted(h.name(), SEIZURE_12))
                        .toList()
                : List.of();
    }
}
