package cn.sunlit.trail;

import cn.sunlit.funds.Intake;
import cn.sunlit.web.Download;
import cn.sunlit.web.Show;
import cn.sunlit.web.Spreadsheet;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;

/** The lists of the trail as files for a spreadsheet. Sums are plain numbers, so that they can be added up there. */
final class TrailFiles {

    private TrailFiles() {}

    static Spreadsheet days(List<TrailStore.DayTotal> days, Function<TrailStore.DayTotal, String> court) {
        return new Spreadsheet(
                "控制合计",
                List.of("法院", "日期", "凭证张数", "分录条数", "借方合计", "贷方合计", "银行收入", "银行付出"),
                days.stream()
                        .map(d -> List.of(
                                court.apply(d),
                                d.day().toString(),
                                Integer.toString(d.vouchers()),
                                Integer.toString(d.postings()),
                                d.debit().toString(),
                                d.credit().toString(),
                                d.bankIn().toString(),
                                d.bankOut().toString()))
                        .toList());
    }

    static Spreadsheet accounts(List<TrailStore.AccountTotal> accounts) {
        return new Spreadsheet(
                "账户合计",
                List.of("账户编号", "种类", "账号", "案号", "凭证张数", "借方", "贷方"),
                accounts.stream()
                        .map(a -> List.of(
                                Long.toString(a.id()),
                                a.kind().zh(),
                                Show.text(a.number()),
                                Show.text(a.caseNumber()),
                                Integer.toString(a.vouchers()),
                                a.debit().toString(),
                                a.credit().toString()))
                        .toList());
    }

    static Spreadsheet vouchers(List<TrailStore.Line> lines) {
        return new Spreadsheet(
                "凭证",
                List.of("凭证", "日期", "种类", "原由", "摘要", "案号", "银行流水号", "借方", "贷方", "经办", "时间"),
                lines.stream()
                        .map(v -> List.of(
                                "PZ-" + v.id(),
                                v.day().toString(),
                                LedgerWords.voucher(v.kind()),
                                LedgerWords.cause(v.cause()),
                                v.text(),
                                Show.text(v.caseNumber()),
                                Show.text(v.bankReference()),
                                v.debit().toString(),
                                v.credit().toString(),
                                v.byName(),
                                Show.dateTime(v.at())))
                        .toList());
    }

    static Spreadsheet entries(List<TrailStore.Entry> entries) {
        return new Spreadsheet(
                "银行分录",
                List.of("银行流水号", "收付", "币种", "金额", "记账日", "起息日", "对方", "附言", "处理", "说明", "凭证"),
                entries.stream()
                        .map(e -> List.of(
                                e.reference(),
                                e.direction().equals("CREDIT") ? "收" : "付",
                                e.currency(),
                                Show.text(e.amount()),
                                Show.date(e.bookedOn()),
                                Show.date(e.valueOn()),
                                Show.text(e.counterparty()),
                                Show.text(e.remark()),
                                zh(e.outcome()),
                                e.because(),
                                e.voucher() == null ? Show.NONE : "PZ-" + e.voucher()))
                        .toList());
    }

    static String zh(Intake.Effect outcome) {
        return switch (outcome) {
            case RECEIVED -> "记入案件";
            case SUSPENSE -> "记入不明款";
            case PAID -> "付款付出";
            case RETURNED -> "付款退回";
            case ACCEPTED -> "付款受理";
            case REJECTED -> "付款拒绝";
            case REPEATED -> "重复";
            case NOT_BOOKED -> "银行未记账";
            case NOT_OURS -> "不是本院账户";
            case REFUSED -> "没有入账";
        };
    }

    /** @param address that was called; its ending says which format */
    static ResponseEntity<byte[]> answer(String address, String name, Spreadsheet sheet) {
        return address.endsWith(".xlsx")
                ? Download.kept(name + ".xlsx", Spreadsheet.XLSX, sheet.xlsx())
                : Download.kept(name + ".csv", Download.CSV, sheet.csv());
    }
}
