package cn.sunlit.identity;

import cn.sunlit.web.Problems;
import cn.sunlit.web.Trouble;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The header {@code On-Behalf-Of: judge}: a trusted machine acts for a staff member of its court or of one below, with
 * that person's roles and no others. Every act records both. With {@code Acting-For: leader} that person acts as the deputy of
 * a colleague who lent his powers.
 */
class OnBehalfOf extends OncePerRequestFilter {

    private static final String HEADER = "On-Behalf-Of";
    private static final String DEPUTY = "Acting-For";

    private final StaffDirectory staff;
    private final Courts courts;
    private final ActingFor deputies;
    private final Problems problems;

    OnBehalfOf(StaffDirectory staff, Courts courts, ActingFor deputies, Problems problems) {
        this.deputies = deputies;
        this.staff = staff;
        this.courts = courts;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String login = request.getHeader(HEADER);
        Optional<Actor> by = Actors.signedIn();
        if (login == null || by.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Actor machine = by.get();
        if (!isTrusted()) {
            refuse("系统“%s”没有获准代工作人员办理".formatted(machine.login()), request, response);
            return;
        }
        Optional<StaffMember> member =
                staff.find(login.strip()).filter(m -> courts.isWithin(m.court(), machine.court()));
        if (member.isEmpty()) {
            refuse("本系统范围内没有登录名为“%s”的工作人员".formatted(login.strip()), request, response);
            return;
        }
        Actor person = StaffLogin.actor(member.get(), machine.login());
        String lender = request.getHeader(DEPUTY);
        Optional<Actor> acting = lender == null ? Optional.of(person) : deputies.named(person, lender.strip());
        if (acting.isEmpty()) {
            refuse("“%s”今天没有委托“%s”代行职权".formatted(lender, person.login()), request, response);
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(StaffLogin.authentication(acting.get()));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    /** As the door has found it for this request. */
    private static boolean isTrusted() {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn != null && signedIn.getDetails() instanceof Machine machine && machine.trusted();
    }

    private void refuse(String sentence, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.answer(Trouble.of(403, "forbidden", "没有权限", sentence), request, response);
    }
}
