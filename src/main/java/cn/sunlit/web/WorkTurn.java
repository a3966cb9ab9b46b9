package cn.sunlit.web;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Due work is done by one at a time within the process: who has its turn knows that no batch is half done by another, so
 * that nothing due when it finds nothing due is really nothing.
 */
@Component
public class WorkTurn {

    private final ReentrantLock turn = new ReentrantLock(true);

    /** Does the work when no other round is under way. */
    public <T> T alone(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }
}
