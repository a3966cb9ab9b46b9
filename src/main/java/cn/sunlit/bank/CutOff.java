package cn.sunlit.bank;

import cn.sunlit.kernel.CannotStart;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.WorkCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The bank's cut-off: what goes out later goes out at once and has its value on the next working day. */
@Component
public class CutOff {

    @Practice(id = "AK-CUT", text = "银行付款截止时间为17时，此后或者非工作日发出的付款次一工作日起息（产品默认值，以与银行的约定为准）")
    static final String USUAL = "17:00";

    private final Holidays holidays;
    private final LocalTime time;

    CutOff(Holidays holidays, @Value("${sunlit.funds.bank.cut-off:" + USUAL + "}") String time) {
        this.holidays = holidays;
        try {
            this.time = LocalTime.parse(time.strip());
        } catch (DateTimeParseException e) {
            throw new CannotStart("sunlit.funds.bank.cut-off 应写成 16:30 的形式，现在是“%s”".formatted(time), e);
        }
    }

    public LocalTime time() {
        return time;
    }

    /** The day on which a payment made at this moment has its value. */
    public LocalDate valueOf(Instant at) {
        return valueOf(at.atZone(TimeConfiguration.ZONE), time, holidays.calendar());
    }

    static LocalDate valueOf(ZonedDateTime at, LocalTime cutOff, WorkCalendar calendar) {
        LocalDate day = at.toLocalDate();
        return calendar.isWorkingDay(day) && at.toLocalTime().isBefore(cutOff) ? day : calendar.workingDayAfter(day, 1);
    }
}
