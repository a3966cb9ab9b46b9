package cn.sunlit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Counts what goes to the database. */
public final class Statements {

    private Statements() {}

    /** How many statements this thread sends while it does something. */
    public static int of(Runnable act) {
        return sentBy(act).size();
    }

    /** What this thread sends while it does something. */
    public static List<String> sentBy(Runnable act) {
        List<String> sent = new ArrayList<>();
        String mine = Thread.currentThread().getName();
        var counter = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (event.getThreadName().equals(mine)
                        && event.getMessage().startsWith("Executing prepared SQL statement")) {
                    sent.add(event.getFormattedMessage());
                }
            }
        };
        var log = (Logger) LoggerFactory.getLogger("cn.sunlit.database.SunlitJdbc$Orderly");
        counter.start();
        log.addAppender(counter);
        log.setLevel(Level.DEBUG);
        log.setAdditive(false);
        try {
            act.run();
        } finally {
            log.detachAppender(counter);
            log.setLevel(null);
            log.setAdditive(true);
        }
        return sent;
    }
}
