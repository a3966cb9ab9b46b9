package cn.sunlit.identity;

import cn.sunlit.kernel.Problem;
import cn.sunlit.keys.Keyring;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The second factor of staff: codes by time (RFC 6238) from an app on the telephone, and ten recovery codes for the day it is
 * lost. A code is taken once and no earlier one after it. Wrong codes slow down only the one whose password was given before.
 */
@Service
class SecondFactors {

    static final Duration WINDOW = Duration.ofMinutes(10);
    static final int TRIES = 5;
    static final int RECOVERY_CODES = 10;

    /** Telephones are wrong by some seconds: the step before and the step after count too. */
    private static final int TOLERANCE = 1;

    private static final String PURPOSE = "second-factor";
    private static final int SECRET_BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecondFactorStore store;
    private final Attempts attempts;
    private final Keyring keys;
    private final Access access;
    private final StaffDirectory staff;
    private final ApplicationEventPublisher events;
    private final InstantSource machineTime;
    private final boolean forEveryone;
    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();

    SecondFactors(
            SecondFactorStore store,
            Attempts attempts,
            Keyring keys,
            Access access,
            StaffDirectory staff,
            ApplicationEventPublisher events,
            @Qualifier("machineTime") InstantSource machineTime,
            Environment environment) {
        this.store = store;
        this.attempts = attempts;
        this.keys = keys;
        this.access = access;
        this.staff = staff;
        this.events = events;
        this.machineTime = machineTime;
        // The demonstration's members share one known password and must all be able to act at once.
        this.forEveryone = !environment.acceptsProfiles(Profiles.of("sandbox"));
    }

    @Transactional(readOnly = true)
    boolean isEnrolled(Actor by) {
        return store.find(by.login()).filter(SecondFactorStore.Row::confirmed).isPresent();
    }

    /** Whether this person needs it for this act. */
    @Transactional(readOnly = true)
    boolean isNeeded(Actor by, UseCase what) {
        return by.kind() == Actor.Kind.STAFF && what.needsSecondFactor() && (forEveryone || isEnrolled(by));
    }

    /** @param uri for the QR code; @param secret for typing */
    record Offer(String uri, String secret) {}

    /** The secret that waits for its first code; the same until then. */
    @Transactional
    Offer offer(Actor by) {
        byte[] fresh = new byte[SECRET_BYTES];
        RANDOM.nextBytes(fresh);
        store.propose(by.login(), keys.encrypt(PURPOSE, fresh), machineTime.instant());
        SecondFactorStore.Row row = store.find(by.login()).orElseThrow();
        if (row.confirmed()) {
            throw new Problem.Conflict("您已经启用动态口令");
        }
        String secret = new Base32().encodeAsString(keys.decrypt(PURPOSE, row.secret()));
        return new Offer(
                "otpauth://totp/%s?secret=%s&issuer=%s"
                        .formatted(encoded("阳光执行:" + by.login()), secret, encoded("阳光执行")),
                secret);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Takes the first code and gives the recovery codes, which nobody can read again.
     *
     * @throws Problem.Invalid when the code is wrong
     */
    @Transactional
    List<String> enrol(Actor by, String code) {
        SecondFactorStore.Row row = store.find(by.login()).orElseThrow(() -> new Problem.Conflict("请先扫描二维码"));
        if (row.confirmed()) {
            throw new Problem.Conflict("您已经启用动态口令");
        }
        if (!takeTimed(by, row, code.strip())) {
            throw new Problem.Invalid("code", "动态口令不正确。请核对手机时间，输入最新的六位数字");
        }
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            byte[] random = new byte[10];
            RANDOM.nextBytes(random);
            String recovery = new Base32().encodeAsString(random).toLowerCase(Locale.ROOT);
            store.addRecovery(by.login(), sealed(by, recovery));
            codes.add(recovery.substring(0, 4) + "-" + recovery.substring(4, 8) + "-" + recovery.substring(8, 12) + "-"
                    + recovery.substring(12));
        }
        events.publishEvent(new SecondFactorChanged(by, by.login(), "启用动态口令"));
        return codes;
    }

    /** How an attempt ended. */
    enum Outcome {
        RIGHT,
        WRONG,
        TOO_MANY
    }

    /** A code of the telephone or a recovery code. */
    @Transactional
    Outcome check(Actor by, String given) {
        String tries = "second factor " + by.login();
        if (attempts.within(WINDOW, tries) >= TRIES) {
            return Outcome.TOO_MANY;
        }
        // Counted before it is compared, so that trying in parallel gains nothing.
        attempts.note(tries);
        String code = given.strip();
        boolean right = store.find(by.login())
                .filter(SecondFactorStore.Row::confirmed)
                .filter(row -> code.matches("\\d{6}") ? takeTimed(by, row, code) : takeRecovery(by, code))
                .isPresent();
        if (right) {
            attempts.forget(tries);
        } else {
            events.publishEvent(new SecondFactorChanged(by, by.login(), "动态口令输入错误"));
        }
        return right ? Outcome.RIGHT : Outcome.WRONG;
    }

    private boolean takeTimed(Actor by, SecondFactorStore.Row row, String code) {
        Instant now = machineTime.instant();
        long step = now.getEpochSecond() / generator.getTimeStep().toSeconds();
        SecretKeySpec key = new SecretKeySpec(keys.decrypt(PURPOSE, row.secret()), generator.getAlgorithm());
        for (long each = step - TOLERANCE; each <= step + TOLERANCE; each++) {
            if (same(code, at(key, each)) && store.take(by.login(), each, now)) {
                return true;
            }
        }
        return false;
    }

    private String at(SecretKeySpec key, long step) {
        try {
            return generator.generateOneTimePasswordString(
                    key, Instant.ofEpochSecond(step * generator.getTimeStep().toSeconds()));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean same(String one, String other) {
        return java.security.MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private boolean takeRecovery(Actor by, String code) {
        String plain = code.replace("-", "").replace(" ", "").toLowerCase(Locale.ROOT);
        if (!plain.matches("[a-z2-7]{16}")
                || !store.useRecovery(by.login(), sealed(by, plain), machineTime.instant())) {
            return false;
        }
        events.publishEvent(new SecondFactorChanged(by, by.login(), "使用了一个恢复码"));
        return true;
    }

    int recoveryLeft(Actor by) {
        return store.recoveryLeft(by.login());
    }

    /** For a member who has lost telephone and recovery codes: an administrator takes the factor away, on record. */
    @Transactional
    void remove(Actor by, String login) {
        StaffMember member =
                staff.find(login).orElseThrow(() -> new Problem.NotFound("没有登录名为“%s”的工作人员".formatted(login)));
        access.allow(by, UseCase.MANAGE_STAFF, member.court());
        if (by.login().equals(login)) {
            throw new Problem.Forbidden("不能解除自己的动态口令，请由另一名管理员办理");
        }
        if (store.remove(login)) {
            events.publishEvent(new SecondFactorChanged(by, login, "解除了“%s”的动态口令".formatted(login)));
        }
    }

    private byte[] sealed(Actor by, String recovery) {
        return keys.blindIndex("recovery-code", by.login() + " " + recovery);
    }
}
