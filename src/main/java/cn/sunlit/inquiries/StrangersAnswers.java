package cn.sunlit.inquiries;

import cn.sunlit.kernel.Expiring;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What was refused at the door, or what an institution answered about somebody else, or that nobody can read, serves no case; its SHA-256 stays as evidence. */
@Component
class StrangersAnswers implements Expiring {

    private final AnswerStore store;
    private final StrayStore strays;

    StrangersAnswers(AnswerStore store, StrayStore strays) {
        this.store = store;
        this.strays = strays;
    }

    @Override
    public String id() {
        return "inquiries.strangers";
    }

    @Override
    public int erase(Instant before) {
        return store.eraseStrangers(before) + strays.erase(before);
    }

    @Override
    public long waiting(Instant before) {
        return store.strangersWaiting(before) + strays.waiting(before);
    }
}
