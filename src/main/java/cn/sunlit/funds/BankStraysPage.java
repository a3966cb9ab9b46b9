package cn.sunlit.funds;

import cn.sunlit.web.Screen;
import java.util.List;

/**
 * What the bank sent and could not be used.
 *
 * @param open what nobody has looked at yet
 * @param settled the newest of the others
 * @param notBooked movements that were told and not booked
 */
record BankStraysPage(
        List<BankStray> open, List<BankStray> settled, List<EntryStore.NotBooked> notBooked, boolean maySettle)
        implements Screen {

    @Override
    public String title() {
        return "异常银行报文";
    }
}
