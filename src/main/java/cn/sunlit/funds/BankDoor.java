package cn.sunlit.funds;

import cn.sunlit.bank.BankInbox;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.Problem;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/**
 * Where messages of the bank come in, on whatever way. What is refused is kept for a person; two messages that tell the same
 * movements in another order may wait for each other in the database, so the one that gives way is taken again.
 */
@Component
class BankDoor implements BankInbox {

    private static final int TRIES = 4;
    private static final int LONGEST_PAUSE = 200;

    private final Funds funds;
    private final BankStrays strays;

    BankDoor(Funds funds, BankStrays strays) {
        this.funds = funds;
        this.strays = strays;
    }

    /**
     * @param via HTTPS or FILE
     * @param name of the file, null for a call
     * @throws Problem.Invalid naming what was expected and what was found; the message is kept for a person then
     */
    Intake take(Actor by, String via, @Nullable String name, byte[] message) {
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return funds.take(by, message);
                } catch (ConcurrencyFailureException crossed) {
                    if (attempt == TRIES) {
                        throw crossed;
                    }
                    pause();
                }
            }
        } catch (Problem.Invalid told) {
            strays.refused(by, via, name, String.valueOf(told.getMessage()), message);
            throw told;
        }
    }

    @Override
    public Taken take(Actor bank, String file, byte[] message) {
        Intake taken = take(bank, "FILE", file, message);
        return new Taken(taken.entries().size(), taken.repeated());
    }

    @Override
    public void refuse(Actor bank, String file, String because, byte[] message) {
        strays.refused(bank, "FILE", file, because, message);
    }

    @Override
    public void note(Actor bank, String file, long size, String because) {
        strays.noted(bank, file, size, because);
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while taking a bank message", e);
        }
    }
}
