package cn.sunlit.supervision;

import cn.sunlit.audit.WalkFoundFaults;
import cn.sunlit.identity.Court;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.Sms;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells supervisors and directors by a message that the record does not fit, in the transaction that notes it. The record is one
 * for the whole installation, so every court's are told; what does not fit stands on the page alone.
 */
@Component
class RecordAlarm {

    private static final List<Role> TOLD = List.of(Role.SUPERVISOR, Role.BUREAU_CHIEF);

    private final Courts courts;
    private final StaffDirectory staff;
    private final Messages messages;

    RecordAlarm(Courts courts, StaffDirectory staff, Messages messages) {
        this.courts = courts;
        this.staff = staff;
        this.messages = messages;
    }

    @EventListener
    @Transactional
    void on(WalkFoundFaults found) {
        for (Court court : courts.all()) {
            for (Role role : TOLD) {
                for (StaffMember each : staff.withRole(court.code(), role)) {
                    // One who is both is told once: the message is known by its key.
                    messages.send(new Sms(
                            "walk:%d:%s".formatted(found.walk(), each.login()),
                            null,
                            court.code(),
                            each.name(),
                            each.phone(),
                            "【阳光执行】存证全链核对发现数据与留痕不符，请立即登录“存证留痕”查看并报告。"));
                }
            }
        }
    }
}
