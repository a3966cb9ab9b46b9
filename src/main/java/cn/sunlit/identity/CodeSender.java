package cn.sunlit.identity;

/** Carries a log-in code to a phone; the module that sends messages implements it. */
public interface CodeSender {

    /** Takes the message in charge, in the caller's transaction. */
    void send(String phone, String text);

    /** The same, for one who also wants to know the person, the court and the case. */
    default void send(PartyLogins.PartyAccess to, String text) {
        send(to.phone(), text);
    }
}
