package cn.sunlit.identity;

import cn.sunlit.kernel.CourtCode;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The tree of courts: 最高人民法院 – 高级 – 中级 – 基层. */
@Service
@Transactional(readOnly = true)
public class Courts {

    private final CourtStore store;

    Courts(CourtStore store) {
        this.store = store;
    }

    public Optional<Court> find(CourtCode code) {
        return store.find(code);
    }

    /** By the full name, 浠水县人民法院. */
    public Optional<Court> byName(String fullName) {
        return store.byName(fullName.strip());
    }

    /** The full name, or the code where the court is not in the register. */
    public String nameOf(CourtCode code) {
        return find(code).map(Court::name).orElse(code.value());
    }

    public List<Court> all() {
        return store.all();
    }

    /** Whether {@code lower} is {@code upper} or stands below it. */
    public boolean isWithin(CourtCode lower, CourtCode upper) {
        return lower.equals(upper) || store.isBelow(lower, upper);
    }

    /** The court and all below it; none where it is not in the register. */
    public List<CourtCode> within(CourtCode upper) {
        return store.within(upper);
    }

    /** Adds a court, or corrects its name, level and place. */
    @Transactional
    public void register(Court court) {
        store.save(court);
    }
}
