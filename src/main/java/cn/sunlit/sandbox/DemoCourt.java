package cn.sunlit.sandbox;

import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Filed;
import cn.sunlit.desk.DeskNotice;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.initiation.Initiation;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The demonstration court: some three hundred invented cases in every stage, by rule and always the same. Old ones are
 * taken over as running or closed with their history, the newest ones are filed and opened as a court would. Loaded after
 * the program is ready, each case once, so that a start after a kill goes on.
 */
@Component
@Profile("sandbox")
class DemoCourt implements DeskNotice {

    private static final Logger LOG = LoggerFactory.getLogger(DemoCourt.class);

    static final int CASES = 300;
    private static final int NEW_ONES = 48;
    private static final String[] OFFICERS = {"judge", "judge2", "leader"};

    private final Cases cases;
    private final Initiation initiation;
    private final StaffDirectory staff;
    private final SandboxStore store;
    private final DemoCases made;
    private final Clock clock;
    private final boolean wanted;
    private final AtomicInteger loaded = new AtomicInteger();
    private volatile boolean loading;
    private volatile @Nullable Thread loader;

    DemoCourt(
            Cases cases,
            Initiation initiation,
            StaffDirectory staff,
            SandboxStore store,
            Clock clock,
            @Value("${sunlit.sandbox.demo:true}") boolean wanted) {
        this.cases = cases;
        this.initiation = initiation;
        this.staff = staff;
        this.store = store;
        this.made = new DemoCases();
        this.clock = clock;
        this.wanted = wanted;
    }

    @EventListener(ApplicationReadyEvent.class)
    void loadInBackground() {
        if (wanted && store.demoItems().size() < CASES) {
            loading = true;
            Thread thread = Thread.ofVirtual().name("demonstration-court").unstarted(this::load);
            loader = thread;
            thread.start();
        }
    }

    /** Ends the loading after the case under way, so that the sandbox can start over at any time. */
    void stopLoading() {
        Thread running = loader;
        if (running == null) {
            return;
        }
        loader = null;
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public @Nullable String sentence() {
        return loading ? "演示法院正在装载：已有 %d 件，共 %d 件案件。".formatted(loaded.get(), CASES) : null;
    }

    private void load() {
        long began = System.nanoTime();
        try {
            Set<Integer> there = Set.copyOf(store.demoItems());
            loaded.set(there.size());
            LocalDate today = LocalDate.now(clock);
            for (int item = 0; item < CASES && loader == Thread.currentThread(); item++) {
                if (!there.contains(item)) {
                    one(item, today);
                    store.demoItem(item, clock.instant());
                    loaded.incrementAndGet();
                }
            }
            LOG.info("demonstration court loaded: {} cases in {} ms", loaded, (System.nanoTime() - began) / 1_000_000);
        } catch (RuntimeException e) {
            LOG.error("demonstration court could not be loaded further", e);
        } finally {
            loading = false;
        }
    }

    private void one(int item, LocalDate today) {
        if (item < CASES - NEW_ONES) {
            try {
                Filed taken = cases.takeOver(person("filing"), cases.readExisting(made.existing(item, today)));
                if (cases.byId(taken.id()).isRunning()) {
                    cases.assign(person("dispatcher"), taken.number(), OFFICERS[item % OFFICERS.length], null);
                }
            } catch (Problem.Conflict | Problem.Invalid alreadyThere) {
                LOG.debug("demonstration case {} is there already", item);
            }
            return;
        }
        Filed filed = cases.file(person("filing"), cases.read(made.fresh(item, today)), "demo-" + item);
        if (item % 4 != 0 && filed.officer() != null) {
            open(person(filed.officer()), filed.number(), item);
        }
    }

    private void open(Actor officer, CaseNumber number, int item) {
        if (item % 4 == 1) {
            initiation.intake(officer, number);
        } else {
            initiation.begin(officer, number, null);
        }
    }

    private Actor person(String login) {
        StaffMember member = staff.find(login)
                .orElseThrow(() -> new IllegalStateException("the demonstration court has no " + login));
        return new Actor(Actor.Kind.STAFF, login, member.name(), member.court(), member.roles(), null, Set.of());
    }
}
