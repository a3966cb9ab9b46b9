package cn.sunlit.cases;

import cn.sunlit.database.Deferred;
import cn.sunlit.kernel.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Loads a file without holding it in memory, some hundred rows a transaction: one commit, and one statement a table for all
 * of them. Where such a lot cannot be stored, its halves are tried, until the wrong row stands alone and is named; the
 * others go in. Where one wrong row is to keep all out, the file is loaded in one transaction that is given up at the end.
 */
@Component
class Importer {

    private static final Logger LOG = LoggerFactory.getLogger(Importer.class);

    /** Remarks of one file after which the rest is left; a file with more mistakes is the wrong file. */
    private static final int MOST_REMARKS = 20_000;

    /** Rows stored together: enough that a commit weighs nothing, few enough that nobody waits long for the next number. */
    private static final int LOT = 200;

    /** Characters stored together: rows of the greatest length are not held by the hundred. */
    private static final int LOT_CHARACTERS = 4_000_000;

    private final FilingReader reader;
    private final TransactionTemplate transaction;
    private final TransactionTemplate reading;

    Importer(FilingReader reader, PlatformTransactionManager transactions) {
        this.reader = reader;
        this.transaction = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /** Stores new cases in the running transaction. */
    interface Entry {
        void enter(List<Filing> filings);
    }

    private record Row(int number, Filing filing) {}

    ImportReport load(ImportFile file, Consumer<Filing> allow, Entry entry) {
        return file.stopOnError() ? allOrNothing(file, allow, entry) : eachThatCan(file, allow, entry);
    }

    private record Line(int number, JsonNode json) {}

    private ImportReport eachThatCan(ImportFile file, Consumer<Filing> allow, Entry entry) {
        var report = new Report();
        List<Line> lot = new ArrayList<>();
        rows(file, new ImportRows.Sink() {
            private int held;

            @Override
            public void row(int number, JsonNode json, int characters) {
                if (report.full(number)) {
                    return;
                }
                lot.add(new Line(number, json));
                held += characters;
                if (lot.size() == LOT || held > LOT_CHARACTERS) {
                    store(read(lot, file, allow, report), entry, report);
                    lot.clear();
                    held = 0;
                }
            }

            @Override
            public void broken(int number, String field, String reason) {
                if (!report.full(number)) {
                    report.reject(number, field, reason);
                }
            }
        });
        store(read(lot, file, allow, report), entry, report);
        return report.done(false);
    }

    /** The sound ones of a lot; in one transaction, so that what they refer to is looked up once. */
    private List<Row> read(List<Line> lot, ImportFile file, Consumer<Filing> allow, Report report) {
        List<Row> rows = new ArrayList<>();
        reading.executeWithoutResult(tx -> lot.forEach(line -> report.guard(line.number(), () -> {
            Filing filing = reader.read(line.json(), mode(file));
            allow.accept(filing);
            rows.add(new Row(line.number(), filing));
        })));
        return rows;
    }

    /** In one transaction, or, where that fails, each half in its own: what is wrong ends up alone. */
    private void store(List<Row> lot, Entry entry, Report report) {
        if (lot.isEmpty()) {
            return;
        }
        List<Filing> filings = lot.stream().map(Row::filing).toList();
        if (lot.size() == 1) {
            Row row = lot.getFirst();
            report.guard(row.number(), () -> {
                transaction.executeWithoutResult(tx -> entry.enter(filings));
                report.accepted(row.number(), row.filing());
            });
            return;
        }
        try {
            transaction.executeWithoutResult(tx -> entry.enter(filings));
        } catch (Problem | DataAccessException | IllegalArgumentException oneIsWrong) {
            LOG.debug("{} rows of an imported file are stored in halves", lot.size(), oneIsWrong);
            store(lot.subList(0, lot.size() / 2), entry, report);
            store(lot.subList(lot.size() / 2, lot.size()), entry, report);
            return;
        }
        lot.forEach(row -> report.accepted(row.number(), row.filing()));
    }

    private ImportReport allOrNothing(ImportFile file, Consumer<Filing> allow, Entry entry) {
        var report = new Report();
        Boolean failed = transaction.execute(tx -> {
            rows(file, new ImportRows.Sink() {
                @Override
                public void row(int number, JsonNode json, int characters) {
                    if (report.full(number)) {
                        return;
                    }
                    report.guard(number, () -> {
                        Filing filing = reader.read(json, mode(file));
                        allow.accept(filing);
                        // After the first wrong row nothing will stay: the rest is only checked.
                        if (report.rejected.isEmpty()) {
                            entry.enter(List.of(filing));
                            if (number % LOT == 0) {
                                Deferred.writeNow();
                            }
                        }
                        report.accepted(number, filing);
                    });
                }

                @Override
                public void broken(int number, String field, String reason) {
                    if (!report.full(number)) {
                        report.reject(number, field, reason);
                    }
                }
            });
            if (!report.rejected.isEmpty()) {
                tx.setRollbackOnly();
            }
            return !report.rejected.isEmpty();
        });
        return report.done(Boolean.TRUE.equals(failed));
    }

    private static FilingReader.Mode mode(ImportFile file) {
        return file.existing() ? FilingReader.Mode.EXISTING : FilingReader.Mode.NEW;
    }

    private static void rows(ImportFile file, ImportRows.Sink sink) {
        try {
            ImportRows.read(file, sink);
        } catch (IOException e) {
            throw new Problem.Invalid("file", "文件无法读取，请检查是否完整：" + plain(e));
        }
    }

    private static String plain(IOException e) {
        String message = e.getMessage();
        return message == null || message.length() > 100 ? "格式不正确" : message;
    }

    /** What has become of the rows so far. */
    private static final class Report {
        private int accepted;
        private boolean full;
        private final List<ImportReport.Line> rejected = new ArrayList<>();
        private final List<ImportReport.Line> warnings = new ArrayList<>();

        void guard(int number, Runnable load) {
            try {
                load.run();
            } catch (Problem.Invalid e) {
                e.errors().forEach(error -> reject(number, error.field(), error.message()));
            } catch (Problem e) {
                reject(number, "", String.valueOf(e.getMessage()));
            } catch (DataAccessException | IllegalArgumentException e) {
                LOG.warn("row {} of an imported file could not be stored", number, e);
                reject(number, "", "系统无法保存这一行，请联系管理员");
            }
        }

        /** Whether so much is wrong that rows from this one on are left; said once. */
        boolean full(int number) {
            if (!full && rejected.size() >= MOST_REMARKS) {
                full = true;
                reject(number, "", "错误过多（超过%d处），从这一行起没有导入，请核对是否选错了文件".formatted(MOST_REMARKS));
            }
            return full;
        }

        void accepted(int number, Filing filing) {
            accepted++;
            for (Filing.Doubt doubt : filing.warnings()) {
                if (warnings.size() < MOST_REMARKS) {
                    warnings.add(new ImportReport.Line(number, doubt.field(), doubt.message()));
                }
            }
        }

        void reject(int number, String field, String reason) {
            rejected.add(new ImportReport.Line(number, field, reason));
        }

        ImportReport done(boolean stopped) {
            // A row that cannot be read is known before the sound ones of its lot have been tried.
            rejected.sort(Comparator.comparingInt(ImportReport.Line::row));
            return new ImportReport(
                    stopped ? 0 : accepted,
                    List.copyOf(rejected),
                    stopped ? List.of() : List.copyOf(warnings),
                    stopped);
        }
    }
}
