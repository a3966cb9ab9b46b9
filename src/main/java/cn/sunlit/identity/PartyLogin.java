package cn.sunlit.identity;

import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Problem;
import cn.sunlit.keys.Keyring;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Log-in of a party: case number and name, then a code sent to the phone that the court has on file. Whether such a case
 * or party exists cannot be learnt from any answer: what was asked is kept sealed, the same sentence is answered, and only
 * then, at the next round of due work, the case is looked up and a code perhaps sent. So the time of the answer tells nothing.
 */
@Service
class PartyLogin implements DueWork {

    static final Duration LIFE = Duration.ofMinutes(5);
    static final Duration WINDOW = Duration.ofMinutes(15);
    static final int CODES_PER_PARTY = 5;
    static final int CODES_PER_ADDRESS = 30;

    private static final Logger LOG = LoggerFactory.getLogger(PartyLogin.class);
    private static final String ASKED = "party-asked";
    private static final String BETWEEN = "\n";
    private static final int BATCH = 50;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PartyCodeStore store;
    private final Attempts attempts;
    private final Keyring keys;
    private final ObjectProvider<PartyLogins> parties;
    private final ObjectProvider<CodeSender> sender;
    private final Clock clock;
    private final TransactionTemplate transaction;

    PartyLogin(
            PartyCodeStore store,
            Attempts attempts,
            Keyring keys,
            ObjectProvider<PartyLogins> parties,
            ObjectProvider<CodeSender> sender,
            Clock clock,
            TransactionTemplate transaction) {
        this.transaction = transaction;
        this.store = store;
        this.attempts = attempts;
        this.keys = keys;
        this.parties = parties;
        this.sender = sender;
        this.clock = clock;
    }

    /** Takes the question in; the code goes out later, if both agree. @return the handle for the second step, which tells nothing */
    @Transactional
    String ask(String caseNumber, String name, String address) {
        String whom = "code for " + caseNumber + " " + name;
        String where = "code from " + address;
        if (attempts.within(WINDOW, whom) >= CODES_PER_PARTY || attempts.within(WINDOW, where) >= CODES_PER_ADDRESS) {
            throw new Problem.Conflict("获取验证码过于频繁，请 15 分钟后再试");
        }
        attempts.note(whom);
        attempts.note(where);
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        String id = HexFormat.of().formatHex(random);
        String code = "%06d".formatted(RANDOM.nextInt(1_000_000));
        byte[] asked = keys.encrypt(ASKED, String.join(BETWEEN, code, caseNumber, name));
        store.add(id, asked, sealed(id, code), clock.instant().plus(LIFE));
        return id;
    }

    /** The actor whose session begins; empty when the code is wrong, used, expired or tried too often. */
    @Transactional
    Optional<Actor> enter(String id, String code) {
        return store.attempt(id, clock.instant())
                .filter(row -> MessageDigest.isEqual(row.code(), sealed(id, code.strip())))
                .filter(row -> row.actor().isPresent() && store.use(id, clock.instant()))
                .flatMap(PartyCodeStore.Row::actor);
    }

    /**
     * Looks up what was asked and sends the codes, a question a transaction. One for which something cannot be opened any more, its
     * key being gone, is let go: its party asks again, and all others are answered.
     */
    @Override
    public int runDue() {
        int done = 0;
        for (boolean more = true; more && done < BATCH; done += more ? 1 : 0) {
            AtomicReference<@Nullable String> taken = new AtomicReference<>();
            try {
                more = Boolean.TRUE.equals(transaction.execute(status -> answerNext(taken)));
            } catch (IllegalArgumentException unreadable) {
                LOG.error("a question for a log-in code cannot be answered: {}", unreadable.getMessage());
                transaction.executeWithoutResult(status -> store.letGo(String.valueOf(taken.get())));
            }
        }
        return done;
    }

    private boolean answerNext(AtomicReference<@Nullable String> taken) {
        Optional<PartyCodeStore.Asked> next = store.takeAsked();
        next.ifPresent(asked -> taken.set(asked.id()));
        next.filter(asked -> asked.expires().isAfter(clock.instant()))
                .ifPresent(asked -> answer(
                        asked.id(), keys.decryptText(ASKED, asked.sealed()).split(BETWEEN, 3)));
        return next.isPresent();
    }

    private void answer(String id, String[] words) {
        parties.stream()
                .flatMap(p -> p.find(words[1], words[2]).stream())
                .findFirst()
                .ifPresent(party -> {
                    store.found(id, party);
                    sender.stream()
                            .findFirst()
                            .ifPresent(
                                    s -> s.send(party, "【阳光执行】验证码 %s，5 分钟内有效，用于查看您的执行案件。请勿告诉他人。".formatted(words[0])));
                });
    }

    static Actor actor(PartyLogins.PartyAccess p) {
        String login = "party:%s:%s:%d"
                .formatted(p.caseId(), p.role() == Role.APPLICANT_PARTY ? "applicant" : "respondent", p.party());
        return new Actor(Actor.Kind.PARTY, login, p.name(), p.court(), Set.of(p.role()), null, Set.of(p.caseId()));
    }

    /** Six digits are guessed in no time from a plain hash; this one needs the key that lies outside the database. */
    private byte[] sealed(String id, String code) {
        return keys.blindIndex("party-code", id + " " + code);
    }
}
