package cn.sunlit.identity;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who works at a court. Passwords are kept as hashes that cannot be turned back. */
@Service
@Transactional(readOnly = true)
public class StaffDirectory {

    private final StaffStore store;
    private final PasswordEncoder passwords;
    private final Clock clock;

    StaffDirectory(StaffStore store, PasswordEncoder passwords, Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Those who carry cases (执行法官) at this court, by log-in; the disabled are left out. */
    public List<StaffMember> officers(CourtCode court) {
        return withRole(court, Role.OFFICER);
    }

    public List<StaffMember> withRole(CourtCode court, Role role) {
        return store.withRole(court, role);
    }

    /** One question alone needs no transaction around it; every call of a machine for somebody asks it. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Optional<StaffMember> find(String login) {
        return login.matches(StaffMember.LOGIN) ? store.find(login) : Optional.empty();
    }

    /** The name behind a log-in, or the log-in itself. */
    public String nameOf(String login) {
        return find(login).map(StaffMember::name).orElse(login);
    }

    /** Everyone of this court and the courts below it. */
    public List<StaffMember> within(CourtCode court) {
        return store.within(court);
    }

    /**
     * Adds a member, or changes name, court, roles, phone and password of the one with this log-in.
     *
     * @throws Problem.Invalid when no role is given or the log-in is malformed
     */
    @Transactional
    public void register(StaffMember member, String password) {
        register(List.of(member), password);
    }

    /**
     * Does the same for people with one password, which is hashed once: the tenth of a second that it takes is there to stop a
     * thief, and a demonstration whose password stands on its first page pays it at each fresh start.
     */
    @Transactional
    public void register(List<StaffMember> members, String password) {
        members.forEach(StaffDirectory::check);
        String hash = passwords.encode(password);
        members.forEach(member -> store.save(member, hash, clock.instant()));
    }

    private static void check(StaffMember member) {
        if (member.roles().isEmpty()) {
            throw new Problem.Invalid("roles", "至少要有一个角色");
        }
        if (!member.login().matches(StaffMember.LOGIN)) {
            throw new Problem.Invalid("login", "登录名为 2 至 32 位小写字母、数字");
        }
    }
}
