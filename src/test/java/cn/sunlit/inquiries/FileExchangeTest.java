package cn.sunlit.inquiries;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A thirty-fifth institution by configuration alone, with which files are exchanged; what comes whole, and what does not. */
@SunlitTest(shared = "cases")
class FileExchangeTest {

    private static final String DEBTOR = "11010519491231002X";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RegisterStore register;

    @Autowired
    FileTransport transport;

    @Autowired
    FileIntake intake;

    @TempDir
    Path home;

    private Caller court;

    @BeforeEach
    void aGrainCompanyJoins() throws IOException {
        court = new Caller(port);
        Path yaml = Files.writeString(home.resolve("institutions.yaml"), """
                institutions:
                  - {code: GRAIN_FILES, name: 粮食收购企业（文件）, kind: GRAIN, channel: REGIONAL, person: true, organisation: true,
                     actions: [FREEZE], promisedMinutes: 1440, parallel: 1, transport: FILES, folder: grain, format: CSV}
                """);
        register.ship(Registry.read(yaml).institutions().getFirst(), true, 99);
    }

    /** So that the cases of other tests are not asked about there. */
    @AfterEach
    void andLeaves() {
        jdbc.sql("""
                update inquiries.institution set channel = 'LETTER', transport = 'HTTPS', folder = null, format = null
                 where code = 'GRAIN_FILES'""").update();
        jdbc.sql(
                        "update inquiries.request set state = 'CANCELLED' where institution = 'GRAIN_FILES' and state in ('QUEUED', 'ACCEPTED')")
                .update();
    }

    @Test
    void 请求成文_反馈入案_坏的文件留给人看() throws Exception {
        String number = file("exchange-1", "8811");
        IntStream.range(0, 3).forEach(i -> transport.serve("GRAIN_FILES", Long.MAX_VALUE));
        Path day = day();
        Path request = only(day.resolve("out"), ".csv");
        assertThat(Files.readString(request)).contains(number, DEBTOR);
        assertThat(Files.readString(Path.of(request + ".ok")).split(" ")[1].strip())
                .isEqualTo(InquiryClient.sha256(Files.readAllBytes(request)));
        // The process died before it noted that the file is there: the next one puts the same bytes there again.
        byte[] before = Files.readAllBytes(request);
        jdbc.sql("update inquiries.exchange_file set written_at = null where institution = 'GRAIN_FILES' and name = ?")
                .param(request.getFileName().toString())
                .update();
        Files.delete(request);
        transport.serve("GRAIN_FILES", Long.MAX_VALUE);
        assertThat(Files.readAllBytes(only(day.resolve("out"), ".csv"))).isEqualTo(before);

        String key = jdbc.sql(
                        "select key::text from inquiries.request where institution = 'GRAIN_FILES' and state = 'ACCEPTED'")
                .query(String.class)
                .single();
        String good =
                "requestId,result,subject.name,subject.idNumber,asset.kind,asset.title,asset.key,asset.balance\n%s,FOUND,文乙,%s,DEPOSIT,应付粮款,LK-1,300.00\n"
                        .formatted(key, DEBTOR);
        Path in = day.resolve("in");
        Files.writeString(in.resolve("half.csv"), good);
        assertThat(intake.runDue()).as("without its .ok nothing is there").isZero();

        put(in, "cut.csv", good.substring(0, good.length() - 9), 1, InquiryClient.sha256(bytes(good)));
        put(in, "counted.csv", good, 7, InquiryClient.sha256(bytes(good)));
        put(in, "坏名.csv", good, 1, InquiryClient.sha256(bytes(good)));
        put(in, "laughs.xml", "<answers/>", 0, InquiryClient.sha256(bytes("<answers/>")));
        String nobody = good.replace(key, "00000000-0000-4000-8000-000000000000");
        put(in, "nobody.csv", nobody, 1, InquiryClient.sha256(bytes(nobody)));
        try (var large = new RandomAccessFile(in.resolve("large.csv").toFile(), "rw")) {
            large.setLength(200_000_000);
        }
        Files.writeString(in.resolve("large.csv.ok"), "1 " + "0".repeat(64));
        Files.writeString(in.resolve(request.getFileName() + ".ack"), "OK\n");
        intake.runDue();
        assertThat(ack(day, "cut.csv")).startsWith("REFUSED 文件与校验文件所写的");
        assertThat(ack(day, "counted.csv")).contains("写明7项，实有1项");
        assertThat(ack(day, "large.csv")).contains("超过10 MB");
        assertThat(ack(day, "nobody.csv")).startsWith("TAKEN 1");
        assertThat(ack(day, "laughs.xml")).contains("以 .csv 结尾");
        assertThat(Files.exists(request)).as("what was fetched is taken away").isFalse();
        assertThat(day.resolve("refused/large.csv")).exists();
        assertThat(state(key)).isEqualTo("ACCEPTED");
        assertThat(jdbc.sql("select distinct reason from inquiries.stray where institution = 'GRAIN_FILES'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("CUT", "BAD_NAME", "UNKNOWN_REQUEST", "TOO_LARGE");

        // Four processes find it at once; it is taken once.
        put(in, "half.csv", good, 1, InquiryClient.sha256(bytes(good)));
        try (var processes = Executors.newFixedThreadPool(4)) {
            processes.invokeAll(IntStream.range(0, 4)
                    .mapToObj(i -> (Callable<Integer>) () -> intake.runDue())
                    .toList());
        }
        intake.runDue();
        assertThat(ack(day, "half.csv")).startsWith("TAKEN 1");
        assertThat(in.resolve("half.csv")).doesNotExist();
        assertThat(answers(key)).isEqualTo(1);
        // A process died after the transaction and before the receipt: the file is there again, and known.
        put(in, "half.csv", good, 1, InquiryClient.sha256(bytes(good)));
        Files.delete(day.resolve("ack/half.csv.ack"));
        intake.runDue();
        assertThat(ack(day, "half.csv")).startsWith("TAKEN 1");
        assertThat(answers(key)).isEqualTo(1);
        String changed = good.replace("300.00", "900.00");
        put(in, "half.csv", changed, 1, InquiryClient.sha256(bytes(changed)));
        intake.runDue();
        assertThat(ack(day, "half.csv")).contains("同名文件此前已经接收，内容不同");
        assertThat(answers(key)).isEqualTo(1);

        court.post("", "/sandbox/clock", "{\"advance\":\"PT1S\"}");
        assertThat(state(key)).isEqualTo("ANSWERED");
        assertThat(court.get("judge", Caller.casePath(number) + "/assets")
                        .body()
                        .toString())
                .contains("应付粮款");
    }

    @Test
    void 协助单位拒收的文件_其中的请求重新排队() throws Exception {
        file("exchange-2", "8812");
        transport.serve("GRAIN_FILES", Long.MAX_VALUE);
        Path day = day();
        Path request = only(day.resolve("out"), ".csv");
        String key = jdbc.sql(
                        "select key::text from inquiries.request where institution = 'GRAIN_FILES' and state = 'ACCEPTED'")
                .query(String.class)
                .single();
        Files.writeString(day.resolve("in/" + request.getFileName() + ".ack"), "REFUSED 打不开\n");
        Files.writeString(day.resolve("in/other.csv.ack"), "OK");
        intake.runDue();
        assertThat(state(key)).isEqualTo("QUEUED");
        assertThat(jdbc.sql("select problem from inquiries.request where key = ?::uuid")
                        .param(key)
                        .query(String.class)
                        .single())
                .contains("拒收文件：打不开");
        assertThat(ack(day, "other.csv.ack")).startsWith("REFUSED");
        assertThat(Files.list(day.resolve("in"))).isEmpty();
    }

    private String file(String key, String judgment) {
        String number = court.post("filing", "/api/cases", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初%s号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"文甲"}],
                 "respondents":[{"kind":"PERSON","name":"文乙","idType":"RESIDENT_ID","idNumber":"%s"}],
                 "obligations":[{"kind":"MONEY","principal":"10000.00"}]}""".formatted(judgment, DEBTOR), key)
                .body()
                .path("number")
                .asString();
        jdbc.sql("update inquiries.institution set free_at = null where code = 'GRAIN_FILES'")
                .update();
        return number;
    }

    private Path day() throws IOException {
        try (Stream<Path> days = Files.list(home.resolve("grain"))) {
            return days.findFirst().orElseThrow();
        }
    }

    private static Path only(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.filter(f -> f.toString().endsWith(ending)).toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private static void put(Path in, String name, String text, int lines, String sha256) throws IOException {
        Files.writeString(in.resolve(name), text);
        Files.writeString(in.resolve(name + ".ok"), lines + " " + sha256 + "\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String ack(Path day, String name) throws IOException {
        return Files.readString(day.resolve("ack").resolve(name + ".ack"));
    }

    private String state(String key) {
        return jdbc.sql("select state from inquiries.request where key = ?::uuid")
                .param(key)
                .query(String.class)
                .single();
    }

    private int answers(String key) {
        return jdbc.sql(
                        "select count(*) from inquiries.answer a join inquiries.request r on r.id = a.request_id where r.key = ?::uuid")
                .param(key)
                .query(Integer.class)
                .single();
    }
}
