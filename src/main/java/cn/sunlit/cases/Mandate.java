package cn.sunlit.cases;

import cn.sunlit.parties.PartyId;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who acts for a party of a case or stands in its place, from a day on, by what document.
 *
 * @param position of the party on its side
 * @param person the registration of who acts
 * @param powers an agent's special authority; empty for general authority (一般授权)
 * @param replaces whether a successor has taken the party's place (变更), or stands beside it (追加)
 * @param paper the authorisation, the certificate or the ruling
 * @param until the last day; null where it lasts until the enforcement is over
 * @param ended since when it is over, for whatever reason; null while it is not
 */
public record Mandate(
        long id,
        Kind kind,
        Side side,
        int position,
        PartyId principal,
        String principalName,
        PartyId person,
        String name,
        @Nullable String maskedPhone,
        Set<SpecialPower> powers,
        boolean replaces,
        String paper,
        LocalDate from,
        @Nullable LocalDate until,
        String appointedBy,
        @Nullable Ending ended) {

    /** What somebody is to the party. */
    public enum Kind {
        AGENT("委托代理人", "授权委托书"),
        REPRESENTATIVE("法定代表人、主要负责人", "身份证明书"),
        SUCCESSOR("承继人", "变更、追加裁定书");

        private final String zh;
        private final String paper;

        Kind(String zh, String paper) {
            this.zh = zh;
            this.paper = paper;
        }

        public String zh() {
            return zh;
        }

        /** The document without which there is none. */
        public String paper() {
            return paper;
        }
    }

    /** @param paper what was handed in: 书面告知, a ruling */
    public record Ending(LocalDate on, String why, String paper, String by) {}

    public Mandate {
        powers = Set.copyOf(powers);
    }

    Mandate withPhone(@Nullable String masked) {
        return new Mandate(
                id,
                kind,
                side,
                position,
                principal,
                principalName,
                person,
                name,
                masked,
                powers,
                replaces,
                paper,
                from,
                until,
                appointedBy,
                ended);
    }

    public boolean isInForce(LocalDate day) {
        return ended == null && !from.isAfter(day) && (until == null || !until.isBefore(day));
    }

    /** Whether this act is within it; only an agent's authority has limits. */
    public boolean covers(SpecialPower act) {
        return kind != Kind.AGENT || powers.contains(act);
    }

    /** 特别授权：进行执行和解. */
    public String authority() {
        return switch (kind) {
            case AGENT ->
                powers.isEmpty()
                        ? "一般授权"
                        : "特别授权："
                                + powers.stream().sorted().map(SpecialPower::zh).collect(Collectors.joining("；"));
            case REPRESENTATIVE -> "代表本单位";
            case SUCCESSOR -> replaces ? "变更为当事人" : "追加为当事人";
        };
    }

    /** 有效, 已终止, 已到期, 未到期. */
    public String standing(LocalDate day) {
        return ended != null ? "已终止" : isInForce(day) ? "有效" : from.isAfter(day) ? "尚未生效" : "已到期";
    }
}
