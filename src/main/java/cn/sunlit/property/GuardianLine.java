package cn.sunlit.property;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.property.GuardianLeads.Snapshot;
import cn.sunlit.property.GuardianRules.Colour;
import cn.sunlit.property.GuardianRules.Lead;
import cn.sunlit.property.GuardianStore.Proposed;
import cn.sunlit.property.GuardianStore.Row;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A hold or waiting place as the guardian shows it.
 *
 * @param lastDayToAct the last working day on which the court can begin the renewal in the usual time
 * @param applyBy until when the party may ask for it, where a preservation is continued only on application
 * @param rank 1 holds; above, it waits
 * @param behind how many wait behind it for the same asset
 * @param value what is at stake, null where nobody knows
 * @param renewal what became of its renewal in words, null where none was proposed yet
 * @param renewalId the proposal, null where there is none
 * @param open whether the proposal can be confirmed or declined now
 * @param climbed to whom it climbed in words, or null
 */
record GuardianLine(
        long measureId,
        CaseNumber number,
        CourtCode court,
        String officer,
        String applicant,
        String owner,
        String assetKind,
        String asset,
        String place,
        String measure,
        String state,
        int rank,
        int behind,
        LocalDate endsOn,
        LocalDate lastDayToAct,
        @Nullable LocalDate applyBy,
        long daysLeft,
        Colour colour,
        int leadDays,
        String leadHow,
        @Nullable Money value,
        boolean terminated,
        @Nullable String renewal,
        @Nullable Long renewalId,
        boolean open,
        @Nullable String climbed) {

    static GuardianLine of(Row row, Snapshot now) {
        Lead lead = now.lead(row.court(), row.institution(), row.assetKind());
        Colour colour = GuardianRules.colour(
                row.endsOn(), row.lost(), now.place(row.court()).of(row.institution(), row.assetKind()));
        Proposed renewal = row.renewal();
        boolean failed = renewal != null && "FAILED".equals(renewal.order());
        return new GuardianLine(
                row.measure(),
                row.number(),
                row.court(),
                row.officerName(),
                row.applicant(),
                row.owner(),
                now.kindZh(row.assetKind()),
                row.title(),
                row.place(),
                row.kind().zh(),
                row.lost() ? "期满失效" : row.state().equals("WAITING") ? "轮候第%d位".formatted(row.rank()) : "首封",
                row.rank(),
                row.behind(),
                row.endsOn(),
                GuardianRules.lastDayToAct(row.endsOn(), lead.days(), now.calendar()),
                row.preservation() ? GuardianRules.lastDayToApply(row.endsOn()) : null,
                ChronoUnit.DAYS.between(now.today(), row.endsOn()),
                colour,
                lead.days(),
                lead.how(),
                row.value(),
                row.terminated(),
                renewal == null ? null : words(renewal),
                renewal == null ? null : renewal.id(),
                renewal != null && !row.lost() && (renewal.state().equals("PROPOSED") || failed),
                renewal == null || renewal.rung() == null
                        ? null
                        : renewal.rung().equals("DIRECTOR") ? "已升级至执行局局长" : "已升级至团队负责人");
    }

    private static String words(Proposed renewal) {
        return switch (renewal.state()) {
            case "DECLINED" -> "决定不续行：" + renewal.reason();
            case "ORDERED" ->
                "FAILED".equals(renewal.order())
                        ? "协助单位未能办理：" + renewal.orderReason()
                        : "DONE".equals(renewal.order()) ? "已续行" : "续行通知已发出，等待反馈";
            default -> "已提出续行，待承办人确认";
        };
    }
}
