package cn.sunlit.robot;

import cn.sunlit.inquiries.RoundsDiary;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.robot.DiaryStore.Line;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The robot's diary (机器人日志): what it did, what it left and why. Never a number of a person or of an account. */
@Component
class Diary implements RoundsDiary {

    private final DiaryStore store;
    private final Clock clock;

    Diary(DiaryStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void note(Run run, Deed deed, String sentence, @Nullable Long batch) {
        note(run.court(), run.caseId(), deed, run.reason(), sentence, batch);
    }

    void note(
            CourtCode court,
            @Nullable CaseId id,
            Deed deed,
            @Nullable Reason reason,
            String sentence,
            @Nullable Long batch) {
        store.note(new Line(court, id, LocalDate.now(clock), clock.instant(), deed, reason, sentence, batch));
    }

    @Override
    public List<Entry> newest(CaseId id) {
        return store.newest(id);
    }
}
