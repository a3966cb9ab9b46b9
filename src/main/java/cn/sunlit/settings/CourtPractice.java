package cn.sunlit.settings;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.PracticeNumber;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What each court has set for the defaults of the product; never a number of the law. */
@Service
public class CourtPractice {

    private final SettingsStore store;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    CourtPractice(SettingsStore store, Access access, Audit audit, Clock clock) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public LocalPractice of(CourtCode court) {
        return new LocalPractice(store.practice(court));
    }

    /** What each of several courts has set, those that have set something; the others keep to the product's defaults. */
    @Transactional(readOnly = true)
    public Map<CourtCode, LocalPractice> of(Collection<CourtCode> courts) {
        return store.practice(courts).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> new LocalPractice(e.getValue())));
    }

    /**
     * Sets one of the defaults otherwise for a court.
     *
     * @param from the first day on which it holds, not before today: what was done before stays as it was
     * @throws Problem.Invalid for a value out of its bounds, no paper of the court, or a day that has passed
     */
    @Transactional
    public LocalPractice.Setting set(
            Actor by, CourtCode court, PracticeNumber what, LocalDate from, int value, String basis) {
        access.allow(by, UseCase.SET_PRACTICE, court);
        if (from.isBefore(LocalDate.now(clock))) {
            throw new Problem.Invalid("from", "生效日期不能早于今天");
        }
        LocalPractice.Setting setting;
        try {
            setting = new LocalPractice.Setting(what, from, value, basis.strip());
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid(basis.isBlank() ? "basis" : "value", String.valueOf(e.getMessage()));
        }
        store.savePractice(court, setting, by.display(), clock.instant());
        audit.record(
                by,
                court,
                null,
                new Act(
                        "PRACTICE_SET",
                        "设定%s为%d，自%s起".formatted(what.zh(), value, from),
                        Map.of(
                                "what", what.name(),
                                "value", String.valueOf(value),
                                "from", from.toString(),
                                "basis", setting.basis())));
        return setting;
    }
}
