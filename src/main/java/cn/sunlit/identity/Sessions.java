package cn.sunlit.identity;

import cn.sunlit.kernel.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sessions of people as they lie in the database: shown to their owner, ended all at once. */
@Service
class Sessions {

    private final FindByIndexNameSessionRepository<? extends Session> repository;
    private final Access access;
    private final StaffDirectory staff;
    private final ApplicationEventPublisher events;

    Sessions(
            FindByIndexNameSessionRepository<? extends Session> repository,
            Access access,
            StaffDirectory staff,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.access = access;
        this.staff = staff;
        this.events = events;
    }

    /** @param current the one in which the question was asked */
    record Line(Instant since, Instant lastUsed, boolean current) {}

    /** Those of one person, the newest first. */
    List<Line> of(String login, String currentId) {
        return repository.findByPrincipalName(login).values().stream()
                .filter(s -> !s.isExpired())
                .map(s -> new Line(
                        s.getCreationTime(), s.getLastAccessedTime(), s.getId().equals(currentId)))
                .sorted(Comparator.comparing(Line::since).reversed())
                .toList();
    }

    /** Logs the caller out everywhere. */
    @Transactional
    void endOwn(Actor by) {
        end(by.login());
        events.publishEvent(new SignedOut(by, by.login(), "在所有设备上退出登录"));
    }

    /** Logs somebody of one's court out everywhere, for a lost telephone or a stranger's log-in. */
    @Transactional
    void endOf(Actor by, String login) {
        StaffMember member =
                staff.find(login).orElseThrow(() -> new Problem.NotFound("没有登录名为“%s”的工作人员".formatted(login)));
        access.allow(by, UseCase.MANAGE_STAFF, member.court());
        end(login);
        events.publishEvent(new SignedOut(by, login, "由管理员在所有设备上退出登录"));
    }

    private void end(String login) {
        Set.copyOf(repository.findByPrincipalName(login).keySet()).forEach(repository::deleteById);
    }

    /** How sessions are written and read. */
    @Configuration
    static class Reading {

        private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

        /** Two clicks at once in one browser both leave a notice for the next page: the later one stays, neither is an error. */
        @Bean
        SessionRepositoryCustomizer<JdbcIndexedSessionRepository> twoClicksAtOnce() {
            return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
        }

        /**
         * What an older release wrote into a session and this one cannot read counts as not there: its owner logs in again
         * instead of meeting an error at every page.
         */
        @Bean
        @SuppressWarnings("NullAway") // Spring Session takes an attribute that is null for one that is not there
        ConversionService springSessionConversionService() {
            GenericConversionService conversion = new GenericConversionService();
            conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
            DeserializingConverter reader = new DeserializingConverter(Sessions.class.getClassLoader());
            conversion.addConverter(byte[].class, Object.class, bytes -> {
                try {
                    return reader.convert(bytes);
                } catch (SerializationFailedException older) {
                    LOG.info("a session of another release is not read: {}", older.getMessage());
                    return null;
                }
            });
            return conversion;
        }
    }
}
