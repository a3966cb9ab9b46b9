package cn.sunlit.bank;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.Problem;

/** Who takes what came from the bank by file. */
public interface BankInbox {

    /**
     * Takes a message, once however often it comes.
     *
     * @throws Problem.Invalid where it cannot be used; it is kept for a person then
     */
    Taken take(Actor bank, String file, byte[] message);

    /** Keeps a message that was refused as a whole. */
    void refuse(Actor bank, String file, String because, byte[] message);

    /** Notes what is kept elsewhere, because it is too large or no message at all. */
    void note(Actor bank, String file, long size, String because);

    /** @param entries how many movements, statements and answers it told of */
    record Taken(int entries, boolean repeated) {}
}
